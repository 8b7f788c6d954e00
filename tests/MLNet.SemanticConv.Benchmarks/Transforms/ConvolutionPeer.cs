using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Benchmarks.Transforms;

/// <summary>
/// What the convolution adds to the bag of words: rows of text through stock <c>ProduceWordBags</c> alone, and through it and
/// <c>ApplySemanticConvolution</c>, in turn within one run, one cursor each, in processor time.
/// </summary>
internal static class ConvolutionPeer
{
    /// <param name="arguments">A labelled or plain text file, a vector file, and the number of rounds; 10 where there is none.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var vectors = WordVectors.Load(arguments[1]);
        int rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 10;
        Text[] rows = [.. File.ReadLines(arguments[0]).Select(line => new Text { Value = line.Split('\t')[0] })];
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(rows);
        var bag = ml.Transforms.Text.ProduceWordBags("Bag", nameof(Text.Value), ngramLength: 1).Fit(data).Transform(data);
        foreach (var (name, options) in new[] { ("default", CorrelationOptions.Default), ("blog", CorrelationOptions.Blog) })
        {
            var convolved = ml.Transforms.Text.ApplySemanticConvolution("Convolved", "Bag", vectors, options).Fit(bag).Transform(bag);
            Read(bag, "Bag");
            var (_, entries, _) = Read(convolved, "Convolved");
            double[] alone = new double[rounds], ratios = new double[rounds];
            long bytes = 0;
            for (int round = 0; round < rounds; round++)
            {
                (alone[round], _, long bagBytes) = Read(bag, "Bag");
                (double seconds, _, long convolvedBytes) = Read(convolved, "Convolved");
                ratios[round] = seconds / alone[round];
                bytes = convolvedBytes - bagBytes;
            }
            Array.Sort(ratios);
            Console.WriteLine(FormattableString.Invariant(
                $"{name}: {rows.Length} rows, {entries / (double)rows.Length:F0} entries a row, bag {alone.Order().ElementAt(rounds / 2) / rows.Length * 1e6:F2} us a row, ")
                + FormattableString.Invariant($"with convolution {ratios[rounds / 2]:F2} [{ratios[0]:F2}-{ratios[^1]:F2}] times that, {bytes} bytes more allocated in all"));
        }
    }

    private static (double Seconds, long Entries, long Bytes) Read(IDataView data, string name)
    {
        var column = data.Schema[name];
        long before = GC.GetAllocatedBytesForCurrentThread(), entries = 0;
        var processor = Environment.CpuUsage.TotalTime;
        using var cursor = data.GetRowCursor([column]);
        var read = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            read(ref row);
            entries += row.GetValues().Length;
        }
        return ((Environment.CpuUsage.TotalTime - processor).TotalSeconds, entries, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Text
    {
        public string Value { get; set; } = "";
    }
}
