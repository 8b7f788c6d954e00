using System.CommandLine;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv evaluate</c>: how well a model tags labelled text.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data") { Description = "Lines of text, a tab, and the true labels separated by commas.", Required = true, HelpName = "F.tsv" };
    private readonly Option<string> _unseen = CommonOptions.OneOf("--unseen", "True labels that training never saw count as missed, are ignored, or are an error.", UnseenLabels.Missed);
    private readonly Option<string> _report = new("--report") { Description = "Also write all metrics, those of each label included for .json, to a .json, .md or .txt file.", HelpName = "R.json" };
    private readonly Option<string> _plot = new("--plot") { Description = "Also draw how well each label is found against its positives in training, to a .svg or .png file.", HelpName = "P.svg" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand(ToolConsole console) : base("evaluate", "Compares a model's labels with the true ones.")
    {
        Add(_model);
        Add(_data);
        Add(_unseen);
        Add(_report);
        Add(_plot);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string? report = parsed.GetValue(_report), plot = parsed.GetValue(_plot);
        if (report is not null) ReportFile.Check(report);
        if (plot is not null) PlotFile.Check(plot);
        UnseenLabels unseen = parsed.GetOneOf<UnseenLabels>(_unseen);
        MLContext ml = new();
        ITransformer model = ModelFile.Load(parsed.GetRequiredValue(_model)).Model;
        List<LabeledText> rows = [.. LabeledTsv.Read(parsed.GetRequiredValue(_data))];
        IDataView data = ml.Data.LoadFromEnumerable(rows.Until(cancellationToken));
        MultiLabelMetrics metrics = console.Steps.Run($"Tagging {rows.Count:N0} texts", _ =>
            ml.MultiLabelClassification.Evaluate(model.Transform(data), unseenLabels: unseen));
        if (report is not null) ReportFile.Write(metrics, report);
        if (plot is not null) PlotFile.Write(LabelsPlot.Of(metrics), plot);
        if (parsed.GetValue(_json)) console.WriteJson(EvaluationJson.Of(metrics));
        else console.Tables.Write(MetricsTable.Of(metrics));
    }
}
