using System.Globalization;
using System.Reflection;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>What a saved model is, what it learnt from, what it is for and how well it does: a page of Markdown beside its file.</summary>
/// <param name="Command">The command line that makes the model.</param>
/// <param name="Data">What it learnt from, and under which licence, in sentences.</param>
/// <param name="Use">What it is for, in sentences.</param>
/// <param name="Model">The labels, their thresholds and how often each stood in training.</param>
/// <param name="Metrics">How well it did on rows to test it; null where there were none.</param>
/// <param name="Learnt">How many of these rows have a text that it learnt from.</param>
internal sealed record ModelCard(
    string Command, string Data, string Use, OneVersusRestTransformer Model, MultiLabelMetrics? Metrics, int Learnt = 0)
{
    private const int Rare = 10;
    private static readonly string[] Measured = ["in test", "precision", "recall", "F1", "average precision"];

    /// <summary>Where the card of a model is.</summary>
    public static string PathOf(string model) => Path.ChangeExtension(model, ".card.md");

    /// <summary>Writes the card beside the model.</summary>
    /// <returns>The card's path.</returns>
    public string Write(string model)
    {
        string path = PathOf(model), text = ToMarkdown(Path.GetFileName(model));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return path;
    }

    /// <summary>The card of a model with the given file name.</summary>
    public string ToMarkdown(string name) => $"""
        # {name}

        Tags text with {LabelCount}. An ML.NET model: it loads with `new MLContext().Model.Load("{name}", out _)` where
        the package MLNet.SemanticConv {Version} or a later one is referenced. It reads a column `Text` and gives `Scores`, `Probabilities`
        and `PredictedLabels`, with a slot for each label. Made by

        ```sh
        {Command}
        ```

        ## Data

        {Data}

        ## Intended use

        {Use}

        ## How well it does

        {(Metrics is null ? "Not measured: no labelled rows were held out. `semconv evaluate` measures it." : Averages(Metrics))}

        {Labels()}
        ## Limits

        {Limits()}

        """.ReplaceLineEndings("\n");

    private string Averages(MultiLabelMetrics metrics) => $"""
        On {Figures.Counted(metrics.RowCount, "row")} {(Learnt == 0 ? "that it did not learn from"
            : $"(the texts of {Learnt:N0} were learnt from, which makes the figures too good)")}:

        {metrics.ToMarkdown().TrimEnd()}
        """;

    private string Labels()
    {
        TextTable table = new([TableColumn.Text("label"), "in training", "threshold", .. Metrics is null ? [] : Measured]);
        var byFrequency = Enumerable.Range(0, Model.Labels.Count).OrderByDescending(k => Model.TrainingSupport[k]);
        foreach (int k in byFrequency.ThenBy(k => Model.Labels[k], StringComparer.Ordinal)) table.Add([.. Row(k)]);
        StringBuilder text = new("A label is given where its score is above its threshold.\n\n");
        table.WriteMarkdownTo(text);
        return text.ToString();
    }

    private IEnumerable<string> Row(int k)
    {
        string[] row =
        [
            Model.Labels[k],
            Model.TrainingSupport[k].ToString(CultureInfo.InvariantCulture),
            Model.Thresholds[k].ToString("F3", CultureInfo.InvariantCulture),
        ];
        if (Metrics?.PerLabel[k] is not { } label) return row;
        double[] measured = [label.Precision, label.Recall, label.F1, label.AveragePrecision];
        return [.. row, label.Support.ToString(CultureInfo.InvariantCulture), .. measured.Select(MetricsTable.Number)];
    }

    private string Limits()
    {
        int rare = Model.TrainingSupport.Count(support => support < Rare);
        return string.Join('\n', (string[])[
            "- The figures hold for text like that of the test rows: measure it on yours with `semconv evaluate`.",
            "- Words that were in no text it learnt from are ignored, and so is the order of the words.",
            $"- Labels that were in fewer than {Rare} rows of training: {rare:N0}. Their thresholds, probabilities and figures are rough.",
            "- Probabilities are calibrated on the training rows; where labels are more or less frequent than there, they are off.",
            "- It repeats what is wrong or one-sided in its data. Have a person look at what matters."]);
    }

    private string LabelCount => Figures.Counted(Model.Labels.Count, "label");

    // 0.1.0+commit
    private static string Version => typeof(OneVersusRestTransformer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];
}
