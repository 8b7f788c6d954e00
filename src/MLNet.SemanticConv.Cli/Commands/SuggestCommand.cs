using System.CommandLine;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.English;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv suggest</c>: the texts whose labels would teach a model most, with the tags that it would give them.</summary>
internal sealed class SuggestCommand : Command
{
    private readonly Option<string?> _model = new("--model")
    {
        Description = "The model that is to learn more: a .zip file.",
        HelpName = "M.zip",
    };
    private readonly Option<string?> _knownLabels = new("--known-labels")
    {
        Description = "Names of labels, one per line: instead of a model, before any text is labelled.",
        HelpName = "L.txt",
    };
    private readonly Option<string> _unlabeled = new("--unlabeled")
    {
        Description = "Texts to choose from.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string[]> _labeled = CommonOptions.Labeled(required: false,
        "Rows that are labelled already: their texts are not suggested again, and texts like them less often. ");
    private readonly Option<int> _count = new Option<int>("--count")
    {
        Description = "How many texts to choose.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    }.AtLeast(1);
    private readonly Option<string> _strategy = CommonOptions.OneOf(
        "--strategy",
        "balanced: close calls, rare labels first, among texts that are like many and unlike those labelled. uncertainty: close calls.",
        LabelingStrategy.Balanced);
    private readonly Option<double> _randomShare = new Option<double>("--random-share")
    {
        Description = "The share of the texts that balanced draws at random, such as texts to measure the model on.",
        DefaultValueFactory = _ => new LabelingOptions().RandomShare,
    }.Between(0, 1);
    private readonly Option<string> _out = CommonOptions.Output(
        ".tsv: text, the model's tags, and why, separated by tabs; or .jsonl, with the reasons in detail.", "N.tsv");
    private readonly Option<string> _textColumn = CommonOptions.TextColumn();
    private readonly Option<int> _threads = CommonOptions.Threads("Threads that score texts; the choice does not depend on them.");
    private readonly Option<int> _seed = CommonOptions.Seed();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SuggestCommand(ToolConsole console) : base("suggest", "Chooses the texts whose labels would teach a model most.")
    {
        foreach (Option option in (Option[])[_model, _knownLabels, _unlabeled, _labeled, _count, _strategy, _randomShare, _out, _textColumn,
            _threads, _seed, _json]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_model) is null == result.GetResult(_knownLabels) is null)
                result.AddError("Give either --model or, before any text is labelled, --known-labels.");
        });
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _out);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_out), unlabeled = parsed.GetRequiredValue(_unlabeled);
        bool json = Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".tsv" => false,
            ".jsonl" or ".ndjson" => true,
            _ => throw new FormatException($"{output} must end in .tsv, .jsonl or .ndjson, which says how to write the texts."),
        };
        OutputFile.CheckFolder(output);
        PlainText[] known = [.. LabeledFile.Read(parsed.GetValue(_labeled) ?? []).Select(row => new PlainText { Text = row.Text })];
        TextTagger tagger = parsed.GetValue(_model) is { } model
            ? ModelFile.Load(model, parsed.GetValue(_textColumn))
            : console.Steps.Run("Learning from the labels' names", _ => LearnFromNames(parsed, unlabeled, console, cancellationToken));
        if (!json) TsvLine.CheckLabels(output, tagger.Labels, instead: ".jsonl");

        MLContext ml = console.Steps.CreateContext(parsed.GetValue(_seed));
        var schema = SchemaDefinition.Create(typeof(PlainText));
        schema[nameof(PlainText.Text)].ColumnName = tagger.TextColumnName;
        IDataView texts = ml.Data.LoadFromEnumerable(Texts.Read(unlabeled).Until(cancellationToken), schema);
        LabelingOptions options = new()
        {
            Strategy = parsed.GetOneOf<LabelingStrategy>(_strategy),
            RandomShare = parsed.GetValue(_randomShare),
            TextColumnName = tagger.TextColumnName,
            NumberOfThreads = parsed.GetValue(_threads),
            Seed = parsed.GetValue(_seed),
        };
        IDataView labeled = ml.Data.LoadFromEnumerable(known, schema);
        var chosen = console.Steps.Run($"Choosing among {unlabeled}", _ => ml.MultiLabelClassification.SelectForLabeling(
            tagger.Model, texts, labeled, parsed.GetValue(_count), options, cancellationToken: cancellationToken));
        string lines = string.Concat(chosen.Select(text => Line(text, tagger.Tag(text.Text), json) + "\n"));
        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(lines)));
        console.Report(parsed.GetValue(_json), new { output, texts = chosen.Count },
            $"{output}: {Figures.Counted(chosen.Count, "text")} to label");
    }

    private TextTagger LearnFromNames(
        ParseResult parsed, string unlabeled, ToolConsole console, CancellationToken cancellationToken)
    {
        MLContext ml = console.Steps.CreateContext(parsed.GetValue(_seed));
        SemanticTextOptions options = new()
        {
            GeneralVectors = EnglishVectors.Load(),   // worth it with few labels, and here there are none
            KnownLabels = LabelList.ReadToLearnFrom(parsed.GetValue(_knownLabels)!),
            NumberOfThreads = parsed.GetValue(_threads),
        };
        IDataView all = ml.Data.LoadFromEnumerable(Texts.Read(unlabeled).Until(cancellationToken));
        return new(ml.MultiLabelClassification.Trainers.SemanticTagger(allText: all, options: options, cancellationToken: cancellationToken)
            .Fit(ml.Data.LoadFromEnumerable<LabeledText>([])));
    }

    private static string Line(LabelingCandidate candidate, Tagging tagging, bool json)
    {
        string[] labels = [.. tagging.Labels.Select(label => label.Label)];
        return json
            ? JsonSerializer.Serialize(
                new { text = candidate.Text, labels, why = candidate.Why, inDoubt = candidate.Labels, newWords = candidate.NewWords },
                JsonFormat.Options)
            : string.Join('\t', TsvLine.ValueOf(candidate.Text), string.Join(',', labels), TsvLine.ValueOf(candidate.Why));
    }
}
