extern alias library;

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Cli;
using SupportRange = library::MLNet.Shared.SupportRange;

namespace MLNet.SemanticConv.Benchmarks.MultiLabel;

/// <summary>
/// How far probabilities can be believed, and decisions: for each method and budget of labels the Brier score and the calibration error by
/// how often a label occurs in training, the labels whose probability falls anywhere as their score rises, and the F1 of what is predicted.
/// </summary>
internal static class CalibrationStudy
{
    private const int Bins = 10;

    /// <param name="arguments">
    /// A name, then the train, the test and the unlabelled file; "-" for the test judges by three tenths of the train file; the name
    /// "dotnet" alone studies .NET's documentation. Then budgets such as 1%,10%,1x and a number of seeds.
    /// </param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        bool dotnet = arguments[0] == "dotnet";
        StudyData data = dotnet
            ? StudyData.OfDotnet(validate: arguments[1] == "-", CancellationToken.None)
            : StudyData.FromFiles(arguments[0], arguments[1], arguments[2] == "-" ? null : arguments[2], arguments[3]);
        string[] budgets = arguments[dotnet ? 2 : 4].Split(',');
        int seeds = int.Parse(arguments[dotnet ? 3 : 5], CultureInfo.InvariantCulture);
        using WordVectors vectors = Vectors(data);
        Console.WriteLine(
            "| data | budget | method | labels backwards | micro-F1 | macro-F1 | labels given, true | Brier × 1000, "
            + "calibration error × 1000 of "
            + string.Join("; ", SupportRange.All.Select(range => range.Name)) + " |");
        foreach (string budget in budgets)
            foreach (Method method in (Method[])[Method.Plain, Method.Default])
                Console.WriteLine(Row(data, budget, method, vectors, seeds));
    }

    private static WordVectors Vectors(StudyData data)
    {
        MLContext ml = new(seed: 1);
        IDataView all = ml.Data.LoadFromEnumerable(data.AllText);
        return WordVectors.Train(
            Tokenizers.Create(ml).Fit(all).Transform(all), "Tokens",
            Word2VecOptions.ForCorpus(data.Words) with { Seed = 1, NumberOfThreads = 1 });
    }

    private static string Row(StudyData data, string budget, Method method, WordVectors vectors, int seeds)
    {
        List<Result> results = [
            .. Enumerable.Range(1, seeds).Select(seed => Judge(data, LabelBudget.Parse(budget), method, vectors, seed))];
        string Mean(Func<Result, double> of, string format) => results.Average(of).ToString(format, CultureInfo.InvariantCulture);
        var ranges = Enumerable.Range(0, SupportRange.All.Count)
            .Select(i => results.Where(r => !double.IsNaN(r.Ranges[i].Brier)).ToList() is { Count: > 0 } some
            ? string.Create(CultureInfo.InvariantCulture,
                $"{1000 * some.Average(r => r.Ranges[i].Brier):F2}, {1000 * some.Average(r => r.Ranges[i].Error):F2}")
            : "–");
        return $"| {data.Name} | {budget} | {method} | {Mean(r => r.Backwards, "F1")} of {Mean(r => r.Labels, "F1")} | "
            + $"{Mean(r => r.MicroF1, "F3")} "
            + $"| {Mean(r => r.MacroF1, "F3")} | {Mean(r => r.Given, "F2")}, {Mean(r => r.True, "F2")} | {string.Join("; ", ranges)} |";
    }

    private static Result Judge(StudyData data, LabelBudget budget, Method method, WordVectors vectors, int seed)
    {
        MLContext ml = new(seed);
        IDataView labeled = ml.Data.LoadFromEnumerable(budget.Of(data.Train, seed)), all = ml.Data.LoadFromEnumerable(data.AllText);
        var trainer = ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 }));
        var model = Taggers.Create(ml, method, all, new() { Vectors = vectors }, trainer, progress: null, CancellationToken.None)
            .Fit(labeled);
        IDataView scored = ml.Data.Cache(model.Transform(ml.Data.LoadFromEnumerable(data.Test)));
        float[][] scores = Column<float>(scored, "Scores"), probabilities = Column<float>(scored, "Probabilities");
        bool[][] given = Column<bool>(scored, "PredictedLabels");
        OneVersusRestTransformer labels = model.LastTransformer;
        HashSet<string>[] gold = [.. data.Test.Select(row => row.Labels.ToHashSet(StringComparer.Ordinal))];
        MultiLabelMetrics metrics = ml.MultiLabelClassification.Evaluate(scored);
        return new(
            Enumerable.Range(0, labels.Labels.Count).Count(k => FallsAnywhere(scores, probabilities, k)),
            labels.Labels.Count, metrics.MicroF1, metrics.MacroF1,
            given.Average(row => row.Count(flag => flag)), gold.Average(row => row.Count),
            [.. SupportRange.All.Select(range => Calibration(
                [.. Enumerable.Range(0, labels.Labels.Count).Where(k => range.Contains(labels.TrainingSupport[k]))], labels.Labels,
                probabilities, gold))]);
    }

    private static bool FallsAnywhere(float[][] scores, float[][] probabilities, int label)
    {
        float before = 0;
        foreach (float probability in scores.Zip(probabilities).OrderBy(row => row.First[label]).Select(row => row.Second[label]))
        {
            if (probability < before) return true;
            before = probability;
        }
        return false;
    }

    /// <summary>The mean squared error of the probabilities, and their mean distance to what came true, in ten bins of equal
    /// width.</summary>
    private static (double Brier, double Error) Calibration(
        int[] slots, IReadOnlyList<string> names, float[][] probabilities, HashSet<string>[] gold)
    {
        double squares = 0, error = 0;
        double[] claimed = new double[Bins], came = new double[Bins];
        foreach (int k in slots)
        {
            for (int row = 0; row < gold.Length; row++)
            {
                double p = probabilities[row][k], truth = gold[row].Contains(names[k]) ? 1 : 0;
                squares += (p - truth) * (p - truth);
                int bin = Math.Min(Bins - 1, (int)(p * Bins));
                (claimed[bin], came[bin]) = (claimed[bin] + p, came[bin] + truth);
            }
        }
        for (int bin = 0; bin < Bins; bin++) error += Math.Abs(claimed[bin] - came[bin]);
        double count = (double)slots.Length * gold.Length;
        return (squares / count, error / count);
    }

    private static T[][] Column<T>(IDataView data, string name)
        => [.. data.GetColumn<VBuffer<T>>(name).Select(row => row.DenseValues().ToArray())];

    private sealed record Result(
        double Backwards, double Labels, double MicroF1, double MacroF1, double Given, double True, (double Brier, double Error)[] Ranges);
}
