using System.Globalization;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A study as Markdown: a table for each task, and how many labels are saved.</summary>
internal static class StudyReport
{
    public static string Of(IReadOnlyList<StudyResult> results)
    {
        StringBuilder text = new("""
            Mean over the seeds; in brackets the difference to `plain` of the same seeds with its bootstrap interval of 95 %, over seeds and
            labels, where there is more than one. mAP: mean average precision of the labels with a positive in training and in test. F1 at
            thresholds tuned within the labelled rows.

            """.ReplaceLineEndings("\n"));
        foreach (var data in results.GroupBy(result => result.Data)) Append(text, data.Key, [.. data]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<StudyResult> results)
    {
        string[] buckets = [.. SupportRange.All.Select(range => range.Name)];
        string[] headers =
            ["labelled", "method", "seeds", "mAP", $"AP of labels with {buckets[0]}", .. buckets[1..], "micro-F1", "macro-F1",
                "train s", "predict s"];
        var table = new TextTable(Array.ConvertAll(headers, TableColumn.Text));
        foreach (var budget in results.GroupBy(result => result.Budget))
        {
            var plain = budget.Where(result => result.Method == "plain").ToDictionary(result => result.Seed);
            foreach (var method in budget.GroupBy(result => result.Method)) table.Add(Row(budget.Key, method.Key, [.. method], plain));
        }
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n");
        table.WriteMarkdownTo(text);
        if (LearningCurves.Of(results) is not { } curves) return;
        foreach (string method in results.Select(result => result.Method).Distinct().Where(method => method != "plain"))
            if (curves.Saved(method, "plain") is { } saved)
                text.Append($"\n{Saved(method, curves, saved)}\n");
    }

    private static string Saved(string method, LearningCurves curves, (double Factor, (double Low, double High)? Range) saved)
        => double.IsInfinity(saved.Factor)
            ? $"`{method}` with {curves.ReferenceBudget.Name} of the labels ranks better than `plain` with {curves.Budgets[^1].Name}."
            : $"`{method}` with {curves.ReferenceBudget.Name} of the labels reaches what `plain` reaches with "
                + $"{Factor(saved.Factor)} times as many{(saved.Range is var (low, high) ? $" [{Factor(low)}–{Factor(high)}]" : "")}.";

    private static string[] Row(string budget, string method, StudyResult[] runs, Dictionary<int, StudyResult> plain)
    {
        var pairs = method == "plain" ? []
            : runs.Where(run => plain.ContainsKey(run.Seed)).Select(run => (Own: run, Plain: plain[run.Seed])).ToArray();
        double[][] gains = [.. pairs.Select(pair => Gains(pair.Own, pair.Plain)).Where(seed => seed.Length > 0)];
        string precision = Cell(runs.Average(run => run.MacroAveragePrecision), gains);
        string micro = Cell(runs.Average(run => run.MicroF1), [.. pairs.Select(pair => new[] { pair.Own.MicroF1 - pair.Plain.MicroF1 })]);
        string macro = Cell(runs.Average(run => run.MacroF1), [.. pairs.Select(pair => new[] { pair.Own.MacroF1 - pair.Plain.MacroF1 })]);
        var buckets = SupportRange.All.Select(range => Number(runs.Average(run => InRange(run, range))));
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{budget} ({runs[0].Rows:N0})"), method,
                string.Create(CultureInfo.InvariantCulture, $"{runs.Length}"),
            precision, .. buckets, micro, macro,
            runs.Average(run => run.TrainSeconds).ToString("F1", CultureInfo.InvariantCulture),
            runs.Average(run => run.PredictSeconds).ToString("F2", CultureInfo.InvariantCulture),
        ];
    }

    private static double[] Gains(StudyResult own, StudyResult plain)
        => [.. own.Labels.Zip(plain.Labels).Where(pair => pair.First.Training > 0)
            .Select(pair => pair.First.AveragePrecision - pair.Second.AveragePrecision)];

    private static double InRange(StudyResult run, SupportRange range)
        => run.Labels.Where(label => range.Contains(label.Training)).Select(label => label.AveragePrecision)
            .DefaultIfEmpty(double.NaN).Average();

    /// <summary>A mean and, where there are gains, their mean and, where there are several, its interval.</summary>
    public static string Cell(double mean, IReadOnlyList<double[]> gains)
    {
        if (gains.Count == 0) return Number(mean);
        string gained = Signed(gains.Average(gain => gain.Average()));
        if (gains is [[_]]) return $"{Number(mean)} ({gained})";
        var (low, high) = Bootstrap.OfMeans(gains);
        return $"{Number(mean)} ({gained} [{Signed(low)}, {Signed(high)}])";
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    // Beyond the greatest budget, the curve says no more.
    private static string Factor(double factor) => double.IsInfinity(factor) ? "more" : factor.ToString("F1", CultureInfo.InvariantCulture);
}
