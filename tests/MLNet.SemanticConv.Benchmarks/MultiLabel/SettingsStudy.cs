using System.Globalization;
using Microsoft.ML;

namespace MLNet.SemanticConv.Benchmarks.MultiLabel;

/// <summary>
/// How well plain linear models tag a data set when all their settings are chosen by cross-validation within the training rows, one setting
/// at a time; the test rows are then looked at once, with several seeds.
/// </summary>
internal static class SettingsStudy
{
    private const int Folds = 3, Seeds = 5;

    /// <param name="arguments">The train and the test file: lines of a text, a tab and labels joined by commas.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        string train = arguments[0], test = arguments[1];
        var best = new Settings(Ngrams: 1, Sublinear: false, Cost: 1, ClassWeighting.None, Shrinkage: 20, ThresholdFolds: 3);
        double greatest = CrossValidate(train, best);
        foreach (var variants in Axes)
        {
            foreach (var variant in variants(best).Where(variant => variant != best).ToArray())
            {
                double value = CrossValidate(train, variant);
                if (value > greatest) (best, greatest) = (variant, value);
            }
        }
        Console.WriteLine($"chosen: {best}");
        (double Micro, double Macro, double Map)[] results = [.. Enumerable.Range(1, Seeds).Select(seed => Test(train, test, best, seed))];
        string micro = Range(results.Select(r => r.Micro)), macro = Range(results.Select(r => r.Macro));
        string map = Range(results.Select(r => r.Map));
        Console.WriteLine($"test, {Seeds} seeds: micro-F1 {micro}, macro-F1 {macro}, mAP {map}");
    }

    private static IEnumerable<Func<Settings, IEnumerable<Settings>>> Axes =>
    [
        s => [s with { Sublinear = true }],
        s => [s with { Ngrams = 2 }],
        s => new[] { 0.5, 2, 4, 8 }.Select(cost => s with { Cost = cost }),
        s => [s with { ClassWeighting = ClassWeighting.Balanced }],
        s => new[] { 0f, 2, 5, 10, 40 }.Select(shrinkage => s with { Shrinkage = shrinkage }),
        s => [s with { ThresholdFolds = 5 }, s with { ThresholdFolds = 10 }],
        s => new[] { 0.5, 2 }.Select(factor => s with { Cost = s.Cost * factor }),
    ];

    /// <summary>The mean of micro- plus macro-F1.</summary>
    private static double CrossValidate(string train, Settings settings)
    {
        var ml = new MLContext(seed: 1);
        var folds = ml.MultiLabelClassification.CrossValidate(Read(ml, train), settings.Pipeline(ml), Folds);
        double micro = folds.Average(fold => fold.Metrics.MicroF1), macro = folds.Average(fold => fold.Metrics.MacroF1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{micro:F4} {macro:F4} {settings}"));
        return micro + macro;
    }

    private static (double, double, double) Test(string train, string test, Settings settings, int seed)
    {
        var ml = new MLContext(seed);
        var metrics = ml.MultiLabelClassification.Evaluate(settings.Pipeline(ml).Fit(Read(ml, train)).Transform(Read(ml, test)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: micro-F1 {metrics.MicroF1:F4} macro-F1 {metrics.MacroF1:F4} mAP {metrics.MacroAveragePrecision:F4}"));
        return (metrics.MicroF1, metrics.MacroF1, metrics.MacroAveragePrecision);
    }

    private static string Range(IEnumerable<double> values)
        => string.Create(CultureInfo.InvariantCulture, $"{values.Average():F3} [{values.Min():F3}–{values.Max():F3}]");

    private static IDataView Read(MLContext ml, string path)
        => ml.Data.LoadFromEnumerable(File.ReadLines(path).Select(line => line.Split('\t'))
        .Select(parts => new Row { Text = parts[0], Labels = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries) }).ToArray());

    private sealed class Row
    {
        public string Text { get; set; } = "";
        public string[] Labels { get; set; } = [];
    }

    private sealed record Settings(
        int Ngrams, bool Sublinear, double Cost, ClassWeighting ClassWeighting, float Shrinkage, int ThresholdFolds)
    {
        public IEstimator<ITransformer> Pipeline(MLContext ml) => ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: Ngrams, maximumNgramsCount: 1_000_000))
            .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", new() { SmoothIdf = true, SublinearTf = Sublinear }))
            .Append(ml.Transforms.NormalizeLpNorm("Features"))
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(
                ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = Cost, ClassWeighting = ClassWeighting }),
                options: new() { Thresholds = LabelThresholds.PerLabel(Shrinkage, ThresholdFolds) }));
    }
}
