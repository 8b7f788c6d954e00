using System.Globalization;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Ways of choosing what to label as Markdown: a table for each task, beside rows drawn at random.</summary>
internal static class SelectionReport
{
    private const string Prefix = "select ";

    private static readonly string Random = MethodOf(LabelingStrategy.Random);

    /// <summary>What a strategy is called among the methods of results.</summary>
    public static string MethodOf(LabelingStrategy strategy) => Prefix + strategy.ToString().ToLowerInvariant();

    /// <summary>Whether a result is of a strategy.</summary>
    public static bool IsOf(StudyResult result) => result.Method.StartsWith(Prefix, StringComparison.Ordinal);

    public static string Of(IReadOnlyList<StudyResult> results)
    {
        StringBuilder text = new("""
            Mean over the seeds; in brackets the difference to rows drawn at random, of the same seeds, with its bootstrap interval of 95 %,
            over seeds and labels. mAP: mean average precision of all labels with a positive in test. *Random needs*: how many times as many
            rows drawn at random reach the same mAP, on the straight line between budgets over the logarithm of the rows. *Seen*: labels
            with a labelled row.

            """.ReplaceLineEndings("\n"));
        foreach (var data in results.GroupBy(result => result.Data)) Append(text, data.Key, [.. data]);
        return text.ToString();
    }

    /// <summary>Mean average precision of the labels of the test rows, whether a labelled row has them or not.</summary>
    public static double PrecisionOf(StudyResult result)
        => result.Labels.Where(label => label.Test > 0).Average(label => label.AveragePrecision);

    private static void Append(StringBuilder text, string name, IReadOnlyList<StudyResult> results)
    {
        var random = results.Where(result => result.Method == Random).ToDictionary(result => (result.Budget, result.Seed));
        string[] headers = ["labelled", "chosen", "seeds", "mAP", "random needs", "micro-F1", "seen"];
        var table = new TextTable(Array.ConvertAll(headers, TableColumn.Text));
        foreach (var budget in results.GroupBy(result => result.Budget))
            foreach (var method in budget.GroupBy(result => result.Method))
                table.Add(Row(method.Key, [.. method], random));
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n");
        table.WriteMarkdownTo(text);
    }

    private static string[] Row(string method, StudyResult[] runs, Dictionary<(string Budget, int Seed), StudyResult> random)
    {
        var pairs = method == Random ? [] : runs.Where(run => random.ContainsKey((run.Budget, run.Seed)))
            .Select(run => (Own: run, Random: random[(run.Budget, run.Seed)])).ToArray();
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{runs[0].Budget} ({runs[0].Rows:N0})"), method[Prefix.Length..],
            runs.Length.ToString(CultureInfo.InvariantCulture),
            StudyReport.Cell(runs.Average(PrecisionOf), [.. pairs.Select(pair => Gains(pair.Own, pair.Random))]),
            method == Random ? "" : Needed(runs, [.. random.Values]),
            StudyReport.Cell(runs.Average(run => run.MicroF1), [.. pairs.Select(pair => new[] { pair.Own.MicroF1 - pair.Random.MicroF1 })]),
            runs.Average(run => run.Labels.Count(label => label.Training > 0)).ToString("F0", CultureInfo.InvariantCulture),
        ];
    }

    private static double[] Gains(StudyResult own, StudyResult random)
    {
        var other = random.Labels.ToDictionary(label => label.Name, label => label.AveragePrecision);
        return [.. own.Labels.Where(label => label.Test > 0).Select(label => label.AveragePrecision - other[label.Name])];
    }

    private static string Needed(StudyResult[] runs, StudyResult[] random)
    {
        HashSet<int> seeds = [.. runs.Select(run => run.Seed)];
        (double Rows, double Value)[] curve = [.. random.Where(run => seeds.Contains(run.Seed)).GroupBy(run => run.Rows)
            .Select(rows => ((double)rows.Key, rows.Average(PrecisionOf))).OrderBy(point => point.Item1)];
        if (curve.Length == 0) return "";
        double target = runs.Average(PrecisionOf), needed = LearningCurves.Crossing(curve, target) / runs[0].Rows;
        return double.IsInfinity(needed)
            ? $"> {(curve[^1].Rows / runs[0].Rows).ToString("F1", CultureInfo.InvariantCulture)}"
            : needed.ToString("F1", CultureInfo.InvariantCulture);
    }
}
