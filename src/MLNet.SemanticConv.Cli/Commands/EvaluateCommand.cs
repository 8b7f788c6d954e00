using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv evaluate</c>: how well a model tags labelled text.</summary>
internal sealed class EvaluateCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data")
    {
        Description = LabeledFile.Description,
        Required = true,
        HelpName = "F.tsv",
    };

    private readonly Option<string> _textColumn = CommonOptions.TextColumn();
    private readonly Option<string> _unseen = CommonOptions.OneOf(
        "--unseen", "True labels that training never saw count as missed, are ignored, or are an error.", UnseenLabels.Missed);
    private readonly Option<string> _report = new("--report")
    {
        Description = "Also write the metrics to a .json, .md or .txt file; .json has those of each label too.",
        HelpName = "R.json",
    };

    private readonly Option<string> _plot = new("--plot")
    {
        Description = "Also draw how well each label is found against its positives in training, to a .svg or .png file.",
        HelpName = "P.svg",
    };

    private readonly Option<string> _against = new("--against")
    {
        Description = "A model to compare with: --plot then draws what each label gains over it.",
        HelpName = "M.zip",
    };

    private readonly Option<string> _curves = new("--curves")
    {
        Description = "Also draw precision against recall, for labels from the most frequent to the rarest.",
        HelpName = "P.svg",
    };

    private readonly Option<string> _confusion = new("--confusion")
    {
        Description = "Also draw which labels are confused with which.",
        HelpName = "P.svg",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand(ToolConsole console) : base("evaluate", "Compares a model's labels with the true ones.")
    {
        Add(_model);
        Add(_data);
        Add(_textColumn);
        Add(_unseen);
        Add(_report);
        foreach (Option option in new Option[] { _plot, _against, _curves, _confusion }) Add(option);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _report, _plot, _curves, _confusion);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string? report = parsed.GetValue(_report), plot = parsed.GetValue(_plot), against = parsed.GetValue(_against);
        string? curves = parsed.GetValue(_curves), confusion = parsed.GetValue(_confusion);
        if (report is not null) ReportFile.Check(report);
        foreach (string? picture in new[] { plot, curves, confusion })
            if (picture is not null) PlotFile.Check(picture);
        if (against is not null && plot is null) throw new FormatException("--against needs --plot, which names the file to draw.");
        UnseenLabels unseen = parsed.GetOneOf<UnseenLabels>(_unseen);
        string labeled = parsed.GetRequiredValue(_data);
        List<LabeledText> texts = [.. LabeledFile.Read(labeled)];
        MLContext ml = console.Steps.CreateContext();
        IDataView tagged = Tag(parsed.GetRequiredValue(_model));
        MultiLabelMetrics metrics = Measure(tagged);
        if (parsed.GetValue(_json))
        {
            console.Output.WriteLine(metrics.ToJson());
        }
        else
        {
            console.Tables.Write(MetricsTable.Of(metrics));
            if (metrics.UnknownLabels.Count > 0) console.Output.WriteLine($"  {MetricsTable.Unknown(metrics)}\n");
        }
        if (report is not null) ReportFile.Write(metrics, report);
        if (plot is not null) PlotFile.Write(against is null ? LabelsPlot.Of(metrics) : GainPlot.Of(metrics, Measure(Tag(against))), plot);
        if (curves is not null) PlotFile.Write(PrecisionRecallPlot.Of(ScoredTexts.Read(ml, tagged), metrics), curves, width: 1000);
        if (confusion is not null) PlotFile.Write(ConfusionPlot.Of(ScoredTexts.Read(ml, tagged)), confusion, width: 900, height: 850);

        IDataView Tag(string path)
        {
            TextTagger tagger = ModelFile.Load(path, parsed.GetValue(_textColumn));
            if (TextForms.Of(labeled) != TextForm.JsonLines && TsvLine.Unwritable(tagger.Labels) is { } label)
                console.Steps.Note(
                    $"{labeled} cannot hold the label '{Failure.OneLine(label)}', {TsvLine.Why}: "
                    + "rows that have it count as wrong. Write it as JSON Lines with a name that ends in .jsonl.");
            if (unseen == UnseenLabels.Error) CheckSeen(texts, tagger);
            SchemaDefinition columns = SchemaDefinition.Create(typeof(LabeledText));
            columns[nameof(LabeledText.Text)].ColumnName = tagger.TextColumnName;
            IDataView data = ml.Data.LoadFromEnumerable(texts.Until(cancellationToken), columns);
            // the pictures read what the metrics have read
            return ml.Data.Cache(tagger.Model.Transform(data), "Labels", "Scores", "PredictedLabels");
        }

        MultiLabelMetrics Measure(IDataView data)
            => console.Steps.Run($"Tagging {Figures.Counted(texts.Count, "text")}", _
                => ml.MultiLabelClassification.Evaluate(data, unseenLabels: unseen));
    }

    // the library would name a row and a column: here they are a line of a file
    private static void CheckSeen(List<LabeledText> texts, TextTagger tagger)
    {
        HashSet<string> seen = [.. tagger.Labels];
        foreach (LabeledText text in texts)
            if (text.Labels.FirstOrDefault(label => !seen.Contains(label)) is { } label)
                throw text.Place.Bad($"has the label '{label}', which the model was not trained on: "
                    + "correct it, or have such labels counted as missed or ignored by --unseen.");
    }
}
