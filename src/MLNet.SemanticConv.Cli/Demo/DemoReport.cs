using MLNet.Shared;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace MLNet.SemanticConv.Cli;

/// <summary>What the demo says.</summary>
internal static class DemoReport
{
    /// <summary>A text for the reloaded model: made up, so in neither side of the split.</summary>
    public const string Question = "Encrypts the payload with the public key before it is sent to the remote server.";

    public static void Introduce(ToolConsole console, DemoRun run)
    {
        NamespaceTask task = run.Task;
        int labels = task.Train.Concat(task.Test).SelectMany(row => row.Labels).Distinct().Count();
        console.Output.WriteLine(
            $"Which parts of the namespace tree does a piece of .NET's documentation belong to? {labels} labels with a long tail;");
        console.Output.WriteLine(
            $"{task.Train.Count:N0} rows to learn from, {task.Test.Count:N0} of other types to test, "
                + $"{task.Unlabeled.Count:N0} texts without labels.");
    }

    public static void Compare(ToolConsole console, IReadOnlyList<DemoResult> results)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .Title("Average precision by the number of positives that a label had in training (mean over the labels)")
            .AddColumn(new TableColumn("labelled rows").RightAligned())
            .AddColumn("method");
        foreach (LabelBucket bucket in results[0].Metrics.Buckets) table.AddColumn(new TableColumn(bucket.Name).RightAligned());
        table.AddColumn(new TableColumn("all labels").RightAligned()).AddColumn(new TableColumn("micro-F1").RightAligned())
            .AddColumn(new TableColumn("seconds").RightAligned());
        foreach (DemoResult result in results) table.AddRow([.. Row(result)]);
        console.Tables.Write(table);
        console.Output.WriteLine(
            "plain: bag of words and TF-IDF of the labelled rows. semantic: TF-IDF of all text, convolved with word2vec neighbours.");
    }

    private static IEnumerable<string> Row(DemoResult result)
    {
        bool plain = result.Method == Method.Plain;
        yield return plain ? $"{result.Budget:N0}" : "";
        yield return plain ? "plain" : "semantic";
        foreach (LabelBucket bucket in result.Metrics.Buckets)
            yield return bucket.LabelCount == 0 ? "–" : $"{MetricsTable.Number(bucket.AveragePrecision)} ({bucket.LabelCount})";
        yield return $"{MetricsTable.Number(result.Metrics.MacroAveragePrecision)} ({result.Metrics.LabelCount})";
        yield return MetricsTable.Number(result.Metrics.MicroF1);
        yield return $"{result.Seconds:F1}";
    }

    public static void Examples(ToolConsole console, IReadOnlyList<DemoExample> examples)
    {
        if (examples.Count == 0) return;
        console.Output.WriteLine();
        console.Output.WriteLine("Labels that only the semantic model found, and the neighbours that mattered most:");
        foreach (DemoExample example in examples)
        {
            console.Output.WriteLine($"  \"{example.Text}\"");
            console.Output.WriteLine(
                $"    {example.Label} ({Figures.Counted(example.Support, "positive")} in training): "
                    + $"{string.Join(", ", example.Influences.Select(Show))}");
        }
    }

    private static string Show(NeighborShare influence) => $"{influence.Word} → {influence.Neighbor} {influence.Score:+0.000;-0.000}";

    public static void Conclude(ToolConsole console, string path, Tagging tagging, TimeSpan elapsed)
    {
        console.Output.WriteLine();
        console.Output.WriteLine($"Saved as {path}, loaded again with ml.Model.Load and asked:");
        console.Output.WriteLine($"  \"{tagging.Text}\"");
        console.Output.WriteLine($"    {string.Join(", ", tagging.Best.Select(label => $"{label.Label} {label.Probability:F2}"))}");
        console.Output.WriteLine(
            $"All of it took {elapsed.TotalSeconds:F0} seconds. Your own text: semconv train --labeled F.tsv "
                + "--unlabeled T.txt --model M.zip");
    }
}
