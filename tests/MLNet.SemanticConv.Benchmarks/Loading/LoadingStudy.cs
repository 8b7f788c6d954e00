using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Benchmarks.Correlation;

namespace MLNet.SemanticConv.Benchmarks.Loading;

/// <summary>
/// How long a large model takes to load and what it holds: <c>loading make MODEL.zip [slots] [labels]</c> writes one from made-up text, a matrix of 20
/// neighbours a slot and a linear SVM; <c>loading time MODEL.zip [turns]</c> loads it with the stock loader and with <see cref="TextTagger"/> in turn.
/// </summary>
internal static class LoadingStudy
{
    private const int WordsOfText = 50, Neighbors = 20;

    public static void Run(ReadOnlySpan<string> args)
    {
        int Number(ReadOnlySpan<string> words, int at, int otherwise) => words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
        if (args is ["make", ..]) Make(args[1], Number(args, 2, 1_000_000), Number(args, 3, 100));
        else if (args is ["time", ..]) Time(args[1], Number(args, 2, 5));
        else throw new ArgumentException("loading make MODEL.zip [slots] [labels] | loading time MODEL.zip [turns]");
    }

    private static void Make(string path, int slots, int labels)
    {
        MLContext ml = new(seed: 1);
        Random random = new(1);
        Row[] vocabulary = [.. Enumerable.Range(0, slots).Chunk(WordsOfText)
            .Select(words => new Row { Text = string.Join(' ', words.Select(word => $"word{word}")) })];
        Row[] tagged = [.. Enumerable.Range(0, 2_000).Select(_ => new Row
        {
            // Zipf's law: the logarithm of a word's rank is uniform
            Text = string.Join(' ', Enumerable.Range(0, WordsOfText).Select(_ => $"word{(int)Math.Pow(slots, random.NextDouble())}")),
            Labels = [$"label{random.Next(labels)}"],
        })];
        var all = ml.Data.LoadFromEnumerable(vocabulary);
        var data = ml.Data.LoadFromEnumerable(tagged);
        var bag = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1, maximumNgramsCount: slots)).Fit(all);
        VBuffer<ReadOnlyMemory<char>> names = default;
        bag.GetOutputSchema(data.Schema)["Bag"].GetSlotNames(ref names);
        var matrix = MadeUpMatrix.Create([.. names.DenseValues().Select(name => name.ToString())], Neighbors, WeightPrecision.Half);
        var weighted = ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }).Fit(bag.Transform(all));
        var features = bag.Append(weighted).Append(new SemanticConvolutionTransformer("Features", "Weighted", matrix));
        var labeling = ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { Thresholds = LabelThresholds.Fixed() });
        ml.Model.Save(features.Append(labeling.Fit(features.Transform(data))), data.Schema, path);
        Console.WriteLine($"{names.Length} slots, {labels} labels, {new FileInfo(path).Length / 1e6:F1} MB");
    }

    private static void Time(string path, int turns)
    {
        List<double> stock = [], tagger = [];
        long held = 0;
        for (int turn = 0; turn < turns; turn++)
        {
            long before = Held();
            var clock = Stopwatch.StartNew();
            var model = new MLContext().Model.Load(path, out _);
            stock.Add(clock.Elapsed.TotalMilliseconds);
            held = Held() - before;
            GC.KeepAlive(model);
            model = null;
            clock.Restart();
            GC.KeepAlive(TextTagger.Load(path));
            tagger.Add(clock.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine($"Model.Load: {Spread(stock)} ms; TextTagger.Load: {Spread(tagger)} ms; held: {held / 1e6:F0} MB");
        Console.WriteLine($"greatest working set of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
    }

    private static long Held()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Spread(List<double> values) => $"{values.Order().ElementAt(values.Count / 2):F0} [{values.Min():F0}–{values.Max():F0}]";

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public string[] Labels { get; set; } = [];
    }
}
