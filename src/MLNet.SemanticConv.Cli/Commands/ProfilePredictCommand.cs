using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv profile predict</c>: where the time of tagging goes, in batch and text by text.</summary>
internal sealed class ProfilePredictCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data")
    {
        Description = "Texts, one a line; what stands behind a tab is left aside.",
        Required = true,
        HelpName = "T.txt",
    };

    private readonly ProfileOutput _output = new();

    public ProfilePredictCommand(ToolConsole console) : base("predict", "Tags texts, all at once and one by one, and shows what each stage takes.")
    {
        Add(_model);
        Add(_data);
        _output.AddTo(this);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        _output.Check(parsed);
        MLContext ml = new();
        var model = ModelFile.Load(parsed.GetRequiredValue(_model)).Model.Profile();
        PlainText[] texts =
        [
            .. Texts.Read(parsed.GetRequiredValue(_data)).Until(cancellationToken).Select(text => new PlainText { Text = text.Text.Split('\t')[0] }),
        ];
        console.Steps.Run($"Tagging {texts.Length:N0} texts", _ =>
        {
            IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(texts));
            foreach (VBuffer<float> probabilities in scored.GetColumn<VBuffer<float>>("Probabilities")) cancellationToken.ThrowIfCancellationRequested();
            TextTagger tagger = new(model);
            foreach (PlainText text in texts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tagger.Tag(text.Text);
            }
            return texts.Length;
        });
        _output.Write(parsed, console, model.GetProfile());
    }
}
