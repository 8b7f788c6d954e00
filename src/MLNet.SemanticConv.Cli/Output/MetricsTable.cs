using MLNet.Shared;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace MLNet.SemanticConv.Cli;

/// <summary>Metrics as <c>evaluate</c> prints them for people.</summary>
internal static class MetricsTable
{
    private const int Named = 5;

    public static Table Of(MultiLabelMetrics metrics)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .Title($"{Figures.Counted(metrics.RowCount, "text")}, macro averages over {Figures.Counted(metrics.LabelCount, "label")}")
            .AddColumn("positives in training")
            .AddColumn(new TableColumn("labels").RightAligned())
            .AddColumn(new TableColumn("macro-F1").RightAligned())
            .AddColumn(new TableColumn("macro average precision").RightAligned())
            .AddColumn(new TableColumn("micro-F1").RightAligned());
        foreach (LabelBucket bucket in metrics.Buckets)
            table.AddRow(bucket.Name, $"{bucket.LabelCount}", Number(bucket.F1), Number(bucket.AveragePrecision), "");
        table.AddRow("all", $"{metrics.LabelCount}", Number(metrics.MacroF1),
            Number(metrics.MacroAveragePrecision), Number(metrics.MicroF1));
        return table;
    }

    /// <summary>Which labels training never saw.</summary>
    public static string Unknown(MultiLabelMetrics metrics)
    {
        IReadOnlyList<string> labels = metrics.UnknownLabels;
        return $"{Figures.Counted(labels.Count, "label of the data was", "labels of the data were")} never seen in training "
            + $"({string.Join(", ", labels.Take(Named))}{(labels.Count > Named ? ", …" : "")}); "
            + $"rows have {(labels.Count == 1 ? "it" : "them")} {Figures.Counted(metrics.UnknownLabelSupport, "time")}.";
    }

    /// <summary>Three digits, or a dash where there is nothing to average.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F3");
}
