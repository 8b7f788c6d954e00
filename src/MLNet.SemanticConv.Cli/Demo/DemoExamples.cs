using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>Finds texts that show what the neighbours do.</summary>
internal static class DemoExamples
{
    private const int Count = 3, NeighborsEach = 4, LongestText = 160;

    /// <summary>Short test texts of plain words with a label that only the semantic model gives them; labels with few positives first, each
    /// label once.</summary>
    public static IReadOnlyList<DemoExample> Find(DemoRun run, DemoResult plain, DemoResult semantic)
    {
        LabeledText[] rows = [.. run.Task.Test.Where(row => row.Text.Length <= LongestText && !row.Text.Contains('_'))];
        if (rows.Length == 0) return [];
        IDataView data = run.Context.Data.LoadFromEnumerable(rows);
        bool[][] byPlain = Decisions(plain.Model.Transform(data)), bySemantic = Decisions(semantic.Model.Transform(data));
        Dictionary<string, int> plainSlot = plain.Labels.Index().ToDictionary(label => label.Item, label => label.Index);
        var found = from row in Enumerable.Range(0, rows.Length)
                    from label in rows[row].Labels
                    let slot = IndexOf(semantic.Labels, label)
                    where slot >= 0 && bySemantic[row][slot] && !(plainSlot.TryGetValue(label, out int other) && byPlain[row][other])
                    select (Row: rows[row], Label: label, Slot: slot, Support: semantic.Model.LastTransformer.TrainingSupport[slot]);
        IReadOnlyList<NeighborShare> Influences(string text, string label)
            => NeighborShare.StrongestOf(semantic.Model.Explain(run.Context, text, labels: [label]).Labels.Single(), NeighborsEach);
        return [.. found.OrderBy(example => example.Support).DistinctBy(example => example.Label)
            .Select(example => new DemoExample(example.Row.Text, example.Label, example.Support,
                Influences(example.Row.Text, example.Label)))
            .Where(example => example.Influences.Count == NeighborsEach)
            .Take(Count)];
    }

    private static bool[][] Decisions(IDataView scored)
        => [.. scored.GetColumn<VBuffer<bool>>("PredictedLabels").Select(row => row.DenseValues().ToArray())];

    private static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        for (int i = 0; i < labels.Count; i++)
            if (labels[i] == label) return i;
        return -1;
    }
}
