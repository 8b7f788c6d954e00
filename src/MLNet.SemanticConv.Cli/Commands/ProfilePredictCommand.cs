using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv profile predict</c>: where the time of tagging goes, in batch and text by text.</summary>
internal sealed class ProfilePredictCommand : Command
{
    // What the just-in-time compiler takes is not the model's.
    private const int WarmTexts = 1000;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(2);

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data")
    {
        Description = "Texts, as for predict --input; files with other endings are plain text, one text per line.",
        Required = true,
        HelpName = "T.txt",
    };

    private readonly Option<string> _textColumn = CommonOptions.TextColumn();
    private readonly ProfileOutput _output = new();

    public ProfilePredictCommand(ToolConsole console)
        : base("predict", "Tags texts, all at once and one by one, and shows what each stage takes.")
    {
        Add(_model);
        Add(_data);
        Add(_textColumn);
        _output.AddTo(this);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        _output.Check(parsed);
        MLContext ml = console.Steps.CreateContext();
        TextTagger tagger = ModelFile.Load(parsed.GetRequiredValue(_model), parsed.GetValue(_textColumn));
        PlainText[] texts = [.. Texts.Read(parsed.GetRequiredValue(_data)).Until(cancellationToken)];
        console.Steps.Run("Warming up", _ =>
        {
            // A profile of its own, for the profiler's code is to be compiled too.
            var clock = Stopwatch.StartNew();
            do Tag(ml, tagger.Model.Profile(), tagger.TextColumnName, texts[..Math.Min(texts.Length, WarmTexts)], cancellationToken);
            while (clock.Elapsed < WarmTime);
            return texts.Length;
        });
        var profiled = tagger.Model.Profile();
        console.Steps.Run($"Tagging {Figures.Counted(texts.Length, "text")}", _ =>
        {
            Tag(ml, profiled, tagger.TextColumnName, texts, cancellationToken);
            return texts.Length;
        });
        _output.Write(parsed, console, profiled.GetProfile());
    }

    private static void Tag(
        MLContext ml, ITransformer model, string textColumn, PlainText[] texts, CancellationToken cancellationToken)
    {
        SchemaDefinition columns = SchemaDefinition.Create(typeof(PlainText));
        columns[nameof(PlainText.Text)].ColumnName = textColumn;
        IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(texts, columns));
        foreach (VBuffer<float> probabilities in scored.GetColumn<VBuffer<float>>("Probabilities"))
            cancellationToken.ThrowIfCancellationRequested();
        TextTagger tagger = new(model, textColumn);
        foreach (PlainText text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tagger.Tag(text.Text);
        }
    }
}
