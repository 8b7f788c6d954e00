using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Benchmarks.Transforms;

/// <summary>
/// What the convolution adds to the bag of words: rows of text through stock <c>ProduceWordBags</c> alone, and through it and
/// <c>ApplySemanticConvolution</c>, in turn within one run, in processor time. All is done by the thread that reads, for ML.NET's own
/// handing over of rows between threads takes several times as long at one time as at another, more than the convolution takes.
/// </summary>
internal static class ConvolutionPeer
{
    // The stock stages' generic code is compiled for good after some ten readings of this data.
    private const int WarmUp = 10;

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
            long entries = 0;
            for (int turn = 0; turn < WarmUp; turn++)
            {
                Read(bag, "Bag");
                (_, entries, _) = Read(convolved, "Convolved");
            }
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
            double each = entries / (double)rows.Length, bagMicros = alone.Order().ElementAt(rounds / 2) / rows.Length * 1e6;
            Console.WriteLine(FormattableString.Invariant(
                $"{name}: {rows.Length} rows, {each:F0} entries a row, bag {bagMicros:F2} us a row, with convolution ")
                + FormattableString.Invariant($"{ratios[rounds / 2]:F2} [{ratios[rounds / 10]:F2}-{ratios[^(1 + rounds / 10)]:F2}] times ")
                + FormattableString.Invariant($"that, {bytes} bytes more allocated in all"));
        }
    }

    private static (double Seconds, long Entries, long Bytes) Read(IDataView data, string name)
    {
        var column = data.Schema[name];
        long before = GC.GetAllocatedBytesForCurrentThread(), entries = 0;
        long started = ThreadCpuClock.Nanoseconds;
        using var cursor = data.GetRowCursorSet([column], 1)[0];
        var read = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            read(ref row);
            entries += row.GetValues().Length;
        }
        return ((ThreadCpuClock.Nanoseconds - started) / 1e9, entries, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Text
    {
        public string Value { get; set; } = "";
    }
}
