using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Benchmarks.Correlation;

namespace MLNet.SemanticConv.Benchmarks.Loading;

/// <summary>
/// How long a large model takes to load and what it holds: <c>loading make MODEL.zip [slots] [labels]</c> writes one from made-up text, a
/// matrix of 20 neighbours a slot and a linear SVM, and its bag of words beside it; <c>loading time MODEL.zip [turns]</c> loads both with
/// the stock loader and the model with <see cref="TextTagger"/>, in turn, and tells what the model and further prediction engines hold.
/// </summary>
internal static class LoadingStudy
{
    private const int WordsOfText = 50, Neighbors = 20;

    public static void Run(ReadOnlySpan<string> args)
    {
        int Number(ReadOnlySpan<string> words, int at, int otherwise)
            => words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
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
        var matrix = MadeUpMatrix.Create([.. names.DenseValues().Select(name => name.ToString())], Neighbors, true);
        var weighted = ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }).Fit(bag.Transform(all));
        var features = bag.Append(weighted).Append(new SemanticConvolutionTransformer("Features", "Weighted", matrix));
        var labeling = ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SparseLinearSvm(), options: new() { Thresholds = LabelThresholds.Fixed() });
        ml.Model.Save(features.Append(labeling.Fit(features.Transform(data))), data.Schema, path);
        ml.Model.Save(bag, data.Schema, BagOf(path));
        Console.WriteLine($"{names.Length} slots, {labels} labels, {new FileInfo(path).Length / 1e6:F1} MB");
    }

    private static void Time(string path, int turns)
    {
        Hold(path);
        List<double> stock = [], tagger = [], bag = [];
        for (int turn = 0; turn < turns; turn++)
        {
            bag.Add(Load(() => new MLContext().Model.Load(BagOf(path), out _)).Milliseconds);
            stock.Add(Load(() => new MLContext().Model.Load(path, out _)).Milliseconds);
            tagger.Add(Load(() => TextTagger.Load(path)).Milliseconds);
        }
        Console.WriteLine($"Model.Load: {Spread(stock)} ms, of the stock bag of words alone: {Spread(bag)} ms");
        Console.WriteLine($"TextTagger.Load, with checksums: {Spread(tagger)} ms");
        Console.WriteLine($"greatest working set of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
    }

    /// <summary>What one model holds, and what each engine beside the first adds to it.</summary>
    private static void Hold(string path)
    {
        const int Engines = 8;
        var (_, bag, _) = Load(() => new MLContext().Model.Load(BagOf(path), out _));
        var (_, held, model) = Load(() => new MLContext().Model.Load(path, out _));
        PredictionEngine<Row, Output> Ask()
        {
            var engine = new MLContext().Model.CreatePredictionEngine<Row, Output>(model);
            engine.Predict(new() { Text = "word1 word2 word3" });
            return engine;
        }
        var (_, first, one) = Load(Ask);
        var (_, more, others) = Load(() => Enumerable.Range(0, Engines).Select(_ => Ask()).ToArray());
        Console.WriteLine($"held by the model: {held / 1e6:F0} MB, by the stock bag of words alone: {bag / 1e6:F0} MB; "
            + $"by the first engine: {first / 1e6:F1} MB, by each of {Engines} more: {more / 1e6 / Engines:F1} MB");
        GC.KeepAlive((one, others));
    }

    // a method of its own: what it loaded can be collected when it is left
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Milliseconds, long Held, T Loaded) Load<T>(Func<T> load)
    {
        long before = Held();
        var clock = Stopwatch.StartNew();
        T loaded = load();
        return (clock.Elapsed.TotalMilliseconds, Held() - before, loaded);
    }

    private static string BagOf(string path) => Path.ChangeExtension(path, ".bag.zip");

    private static long Held()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Spread(List<double> values)
        => $"{values.Order().ElementAt(values.Count / 2):F0} [{values.Min():F0}–{values.Max():F0}]";

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public string[] Labels { get; set; } = [];
    }

    private sealed class Output
    {
        public float[] Scores { get; set; } = [];
    }
}
