using System.Globalization;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Ways of choosing what to label as Markdown: a table for each task, beside rows drawn at random.</summary>
internal static class SelectionReport
{
    private static readonly string Random = NameOf(LabelingStrategy.Random);

    /// <summary>What a strategy is called.</summary>
    public static string NameOf(LabelingStrategy strategy) => strategy.ToString().ToLowerInvariant();

    /// <param name="results">Runs whose rows were chosen.</param>
    public static string Of(IReadOnlyList<StudyResult> results)
    {
        StringBuilder text = new("""
            Mean over the seeds; in brackets the difference to rows drawn at random, of the same method and seeds, with its bootstrap
            interval of 95 %, over seeds and labels, where there is more than one. mAP: mean average precision of all labels with a
            positive in test. *M needs*: how many times as many rows drawn at random the method M needs for the same mAP, on the straight
            line between budgets over the logarithm of the rows. *Seen*: labels with a labelled row.

            """.ReplaceLineEndings("\n"));
        foreach (var data in results.GroupBy(result => result.Data)) Append(text, data.Key, [.. data]);
        return text.ToString();
    }

    /// <summary>Mean average precision of the labels of the test rows, whether a labelled row has them or not.</summary>
    public static double PrecisionOf(StudyResult result)
        => result.Labels.Where(label => label.Test > 0).Average(label => label.AveragePrecision);

    private static void Append(StringBuilder text, string name, IReadOnlyList<StudyResult> results)
    {
        ILookup<string, StudyResult> random = results.Where(result => result.Chosen == Random).ToLookup(result => result.Method);
        string[] headers =
            ["labelled", "method", "chosen", "seeds", "mAP", .. random.Select(method => $"{method.Key} needs"), "micro-F1", "seen"];
        var table = new TextTable(Array.ConvertAll(headers, TableColumn.Text));
        foreach (var budget in results.GroupBy(result => result.Budget))
            foreach (var runs in budget.GroupBy(result => (result.Method, result.Chosen)))
                table.Add(Row([.. runs], random));
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n");
        table.WriteMarkdownTo(text);
    }

    private static string[] Row(StudyResult[] runs, ILookup<string, StudyResult> random)
    {
        StudyResult first = runs[0];
        var others = random[first.Method].Where(run => run.Budget == first.Budget).ToDictionary(run => run.Seed);
        var pairs = first.Chosen == Random ? []
            : runs.Where(run => others.ContainsKey(run.Seed)).Select(run => (Own: run, Random: others[run.Seed])).ToArray();
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{first.Budget} ({first.Rows:N0})"), first.Method, first.Chosen!,
            runs.Length.ToString(CultureInfo.InvariantCulture),
            StudyReport.Cell(runs.Average(PrecisionOf), [.. pairs.Select(pair => Gains(pair.Own, pair.Random))]),
            .. random.Select(method => method.Key == first.Method && first.Chosen == Random ? "" : Needed(runs, method)),
            StudyReport.Cell(runs.Average(run => run.MicroF1), [.. pairs.Select(pair => new[] { pair.Own.MicroF1 - pair.Random.MicroF1 })]),
            runs.Average(run => run.Labels.Count(label => label.Training > 0)).ToString("F0", CultureInfo.InvariantCulture),
        ];
    }

    private static double[] Gains(StudyResult own, StudyResult random)
    {
        var other = random.Labels.ToDictionary(label => label.Name, label => label.AveragePrecision);
        return [.. own.Labels.Where(label => label.Test > 0).Select(label => label.AveragePrecision - other[label.Name])];
    }

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Needed(StudyResult[] runs, IEnumerable<StudyResult> random)
    {
        HashSet<int> seeds = [.. runs.Select(run => run.Seed)];
        (double Rows, double Value)[] curve = [.. random.Where(run => seeds.Contains(run.Seed)).GroupBy(run => run.Rows)
            .Select(rows => ((double)rows.Key, rows.Average(PrecisionOf))).OrderBy(point => point.Item1)];
        if (curve.Length == 0) return "";
        double target = runs.Average(PrecisionOf), needed = LearningCurves.Crossing(curve, target) / runs[0].Rows;
        // before its first point and after its last one the curve is not known
        return double.IsInfinity(needed) ? $"> {Number(curve[^1].Rows / runs[0].Rows)}"
            : target < curve[0].Value ? $"≤ {Number(needed)}"
            : Number(needed);
    }
}
