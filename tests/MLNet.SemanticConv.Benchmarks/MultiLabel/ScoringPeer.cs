using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace MLNet.SemanticConv.Benchmarks.MultiLabel;

/// <summary>
/// Raw text through stock features to 50 labels: the chain of 50 stock trainers that users of ML.NET write today against one-vs-rest with
/// the same 50 models' worth of work, batch and prediction engine, in turn within one run.
/// </summary>
internal static class ScoringPeer
{
    private const int LabelCount = 50, VocabularySize = 5000, WordsPerText = 40;

    /// <param name="arguments">The number of rounds; 3 where there is none.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 3;
        var ml = new MLContext(seed: 1);
        Row[] train = Make(600, seed: 1), test = Make(2000, seed: 2);
        var data = ml.Data.LoadFromEnumerable(train);
        var features = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Features", "Tokens", ngramLength: 1,
                weighting: NgramExtractingEstimator.WeightingCriteria.TfIdf))
            .Append(ml.Transforms.NormalizeLpNorm("Features")).Fit(data);
        var featurized = ml.Data.Cache(features.Transform(data), "Features", "Labels");

        var chain = new TransformerChain<ITransformer>(features);
        for (int k = 0; k < LabelCount; k++)
        {
            string label = $"label{k}";
            var flagged = ml.Transforms.CustomMapping<Labelled, Flag>((row, flag) => flag.Label = row.Labels.Contains(label), null)
                .Fit(featurized).Transform(featurized);
            var model = ml.BinaryClassification.Trainers.SparseLogisticRegression().Fit(flagged);
            chain = chain.Append<ITransformer>(model)
                .Append<ITransformer>(ml.Transforms.CopyColumns($"Probability{k}", "Probability").Fit(model.Transform(featurized)));
        }
        var oneVersusRest = new TransformerChain<ITransformer>(features, ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SparseLogisticRegression(), options: new() { Thresholds = LabelThresholds.Fixed() })
            .Fit(featurized));

        string[] probabilities = [.. Enumerable.Range(0, LabelCount).Select(k => $"Probability{k}")];
        Batch(ml, chain, test[..20], probabilities);   // the just-in-time compiler's share
        Batch(ml, oneVersusRest, test[..20], ["Probabilities"]);
        Console.WriteLine("round  chain batch  ours batch  ratio | chain engine  ours engine  ratio   (rows/s)");
        for (int round = 0; round < rounds; round++)
        {
            double chainBatch = Batch(ml, chain, test[..200], probabilities);
            double oursBatch = Batch(ml, oneVersusRest, test, ["Probabilities"]);
            double chainEngine = Engine<ChainOutput>(ml, chain, test[..200]), oursEngine = Engine<Output>(ml, oneVersusRest, test);
            Console.WriteLine(
                $"{round,5} {chainBatch,12:F0} {oursBatch,11:F0} {oursBatch / chainBatch,6:F1} | {chainEngine,12:F0} {oursEngine,12:F0} "
                    + $"{oursEngine / chainEngine,6:F1}");
        }
    }

    private static double Batch(MLContext ml, ITransformer model, Row[] rows, string[] names)
    {
        var scored = model.Transform(ml.Data.LoadFromEnumerable(rows));
        var columns = names.Select(name => scored.Schema[name]).ToArray();
        var clock = Stopwatch.StartNew();
        using var cursor = scored.GetRowCursor(columns);
        bool isVector = columns.Length == 1;
        var vector = isVector ? cursor.GetGetter<VBuffer<float>>(columns[0]) : null;
        var scalars = isVector ? [] : Array.ConvertAll(columns, column => cursor.GetGetter<float>(column));
        VBuffer<float> values = default;
        float value = 0;
        while (cursor.MoveNext())
        {
            vector?.Invoke(ref values);
            foreach (var get in scalars) get(ref value);
        }
        return rows.Length / clock.Elapsed.TotalSeconds;
    }

    private static double Engine<TOutput>(MLContext ml, ITransformer model, Row[] rows) where TOutput : class, new()
    {
        using var engine = ml.Model.CreatePredictionEngine<Row, TOutput>(model);
        engine.Predict(rows[0]);
        var clock = Stopwatch.StartNew();
        foreach (var row in rows) engine.Predict(row);
        return rows.Length / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Words by Zipf's law; label k is a matter of word k.</summary>
    private static Row[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int[] words = [.. Enumerable.Range(0, WordsPerText).Select(_ => (int)Math.Pow(VocabularySize, random.NextDouble()) - 1)];
            return new Row { Text = string.Join(' ', words.Select(word => $"w{word}")),
                Labels = [.. words.Where(word => word < LabelCount).Distinct().Select(word => $"label{word}")] };
        })];
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public string[] Labels { get; set; } = [];
    }

    private sealed class Labelled
    {
        public string[] Labels { get; set; } = [];
    }

    private sealed class Flag
    {
        public bool Label { get; set; }
    }

    private sealed class Output
    {
        public float[] Probabilities { get; set; } = [];
    }

    // What a user's class for the chain looks like: a property for each label.
    private sealed class ChainOutput
    {
        public float Probability0 { get; set; }
        public float Probability1 { get; set; }
        public float Probability2 { get; set; }
        public float Probability3 { get; set; }
        public float Probability4 { get; set; }
        public float Probability5 { get; set; }
        public float Probability6 { get; set; }
        public float Probability7 { get; set; }
        public float Probability8 { get; set; }
        public float Probability9 { get; set; }
        public float Probability10 { get; set; }
        public float Probability11 { get; set; }
        public float Probability12 { get; set; }
        public float Probability13 { get; set; }
        public float Probability14 { get; set; }
        public float Probability15 { get; set; }
        public float Probability16 { get; set; }
        public float Probability17 { get; set; }
        public float Probability18 { get; set; }
        public float Probability19 { get; set; }
        public float Probability20 { get; set; }
        public float Probability21 { get; set; }
        public float Probability22 { get; set; }
        public float Probability23 { get; set; }
        public float Probability24 { get; set; }
        public float Probability25 { get; set; }
        public float Probability26 { get; set; }
        public float Probability27 { get; set; }
        public float Probability28 { get; set; }
        public float Probability29 { get; set; }
        public float Probability30 { get; set; }
        public float Probability31 { get; set; }
        public float Probability32 { get; set; }
        public float Probability33 { get; set; }
        public float Probability34 { get; set; }
        public float Probability35 { get; set; }
        public float Probability36 { get; set; }
        public float Probability37 { get; set; }
        public float Probability38 { get; set; }
        public float Probability39 { get; set; }
        public float Probability40 { get; set; }
        public float Probability41 { get; set; }
        public float Probability42 { get; set; }
        public float Probability43 { get; set; }
        public float Probability44 { get; set; }
        public float Probability45 { get; set; }
        public float Probability46 { get; set; }
        public float Probability47 { get; set; }
        public float Probability48 { get; set; }
        public float Probability49 { get; set; }
    }
}
