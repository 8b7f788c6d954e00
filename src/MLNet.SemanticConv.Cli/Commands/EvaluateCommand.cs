using System.CommandLine;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv evaluate</c>: how well a model tags labelled text.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data") { Description = "Lines of text, a tab, and the true labels separated by commas.", Required = true, HelpName = "F.tsv" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand(ToolConsole console) : base("evaluate", "Compares a model's labels with the true ones.")
    {
        Add(_model);
        Add(_data);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        MLContext ml = new();
        ITransformer model = ModelFile.Load(ml, parsed.GetRequiredValue(_model));
        List<LabeledText> rows = [.. LabeledTsv.Read(parsed.GetRequiredValue(_data))];
        IDataView data = ml.Data.LoadFromEnumerable(rows.Until(cancellationToken));
        MultiLabelMetrics metrics = console.Steps.Run($"Tagging {rows.Count:N0} texts", _ => ml.MultiLabelClassification.Evaluate(model.Transform(data)));
        if (parsed.GetValue(_json)) console.WriteJson(EvaluationJson.Of(metrics));
        else console.Tables.Write(MetricsTable.Of(metrics));
    }
}
