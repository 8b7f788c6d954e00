using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.English;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv train</c>: from labelled text, and any amount of unlabelled text, to a model.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Option<string[]> _labeled = CommonOptions.Labeled(required: true);
    private readonly Option<string> _unlabeled = new("--unlabeled")
    {
        Description = "More text of the same kind, one document per line; the more the better.",
        HelpName = "T.txt",
    };
    private readonly Option<string?> _knownLabels = new("--known-labels") { Description = LabelList.Description, HelpName = "L.txt" };
    private readonly Option<string> _test = new("--test")
    {
        Description = "Labelled text to measure the model by, for its card.",
        HelpName = "G.tsv",
    };
    private readonly Option<string> _about = new("--about")
    {
        Description = "What the data are, their licence, and what the model is for: text for the card beside the model.",
        HelpName = "TEXT",
    };
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string> _method = CommonOptions.OneOf("--method",
        "plain: bag of words and TF-IDF. blog: the published convolution. default: labels' names and the tuned convolution.",
        Method.Default);
    private readonly Option<string> _trainer = CommonOptions.OneOf("--trainer",
        "The binary trainer for each label: svm is this library's own, the others are ML.NET's.", TrainerName.Svm);
    private readonly VectorsFileOptions _vectors = new("Instead of training word vectors on all the text: ", required: false);
    private readonly Option<string> _encoder = CommonOptions.LearntFrom();
    private readonly Option<int?> _minCount = CommonOptions.MinCount();
    private readonly Option<int> _threads = CommonOptions.Word2VecThreads();
    private readonly Option<int> _seed = CommonOptions.Seed();
    private readonly Option<bool> _json = CommonOptions.Json();

    private const string Use = "It suggests labels for text of the kind that it learnt from.";

    public TrainCommand(ToolConsole console) : base("train", "Trains a model that tags text, and saves it.")
    {
        foreach (Option option in (Option[])[_labeled, _unlabeled, _knownLabels, _test, _about, _model, _method, _trainer]) Add(option);
        _vectors.AddTo(this);
        foreach (Option option in (Option[])[_minCount, _encoder, _threads, _seed, _json]) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _model);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string path = parsed.GetRequiredValue(_model);
        ModelFile.CheckWritable(path);
        OutputFile.CheckFolder(ModelCard.PathOf(path));
        OutputFile.CheckApart(parsed.Inputs(_model), path, ModelCard.PathOf(path));
        Method method = parsed.GetOneOf<Method>(_method);
        LabeledText[]? test = parsed.GetValue(_test) is { } file ? [.. LabeledFile.Read(file)] : null;
        string[] labeled = parsed.GetRequiredValue(_labeled);
        MLContext ml = console.Steps.CreateContext(parsed.GetValue(_seed));
        TrainingText text = new(ml, labeled, Texts.UnlessEmpty(parsed.GetValue(_unlabeled), console), cancellationToken);
        if (method != Method.Default && parsed.GetValue(_knownLabels) is not null)
            throw new FormatException("--known-labels are learnt by the default method only.");
        if (method == Method.Plain && (parsed.GetValue(_unlabeled) is not null || _vectors.IsGiven(parsed)))
            console.Steps.Note("The plain method learns from labelled text alone: unlabelled text and vectors are ignored.");
        if (method != Method.Default && parsed.GetResult(_encoder) is { Implicit: false })
            console.Steps.Note("--encoder is ignored: the default method only learns from one.");
        if (parsed.GetValue(_minCount) is not null && (method == Method.Plain || _vectors.IsGiven(parsed)))
            console.Steps.Note("--min-count is ignored: no word vectors are trained.");
        int learnt = test is null ? 0 : LabeledFile.CountShared(test, labeled);
        if (learnt > 0)
            console.Steps.Note($"Of the {Figures.Counted(test!.Length, "row")} of {parsed.GetValue(_test)}, {learnt:N0} have a text that "
                + "is learnt from, too: the figures of the card are too good.");

        SemanticTextOptions options = new()
        {
            Vectors = method == Method.Plain ? null : _vectors.LoadIfGiven(parsed),
            MinCount = parsed.GetValue(_minCount),
            KnownLabels = parsed.GetValue(_knownLabels) is { } names ? LabelList.Read(names) : [],
            NumberOfThreads = parsed.GetValue(_threads),
        };
        if (method == Method.Blog && options.Vectors is null)
        {
            WordVectors trained = Word2VecStep.TrainOnText(console, ml, text, options, parsed.GetValue(_seed), cancellationToken);
            options = options with { Vectors = trained };
        }
        string encoderName = parsed.GetRequiredValue(_encoder), cache = path + ".embeddings";
        using var encoder = method == Method.Default && Encoder.IsNamedBy(encoderName) ? Encoder.Open(encoderName, cache) : null;
        options = options with { Encoder = encoder, GeneralVectors = encoderName == Encoder.English ? EnglishVectors.Load() : null };
        TransformerChain<OneVersusRestTransformer> model = console.Steps.Follow(progress =>
        {
            TrainingProgress told = new(method, progress);
            OneVersusRestEstimator trainer = Trainers.Create(ml, parsed.GetOneOf<TrainerName>(_trainer),
                method == Method.Default ? options : null, told.OfLabels, cancellationToken);
            return Taggers.Create(ml, method, text.All, options, trainer, told, cancellationToken).Fit(text.Labeled);
        });
        cancellationToken.ThrowIfCancellationRequested();
        OneVersusRestTransformer labels = model.LastTransformer;
        foreach (var alike in labels.Labels.GroupBy(label => label, StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1))
            console.Steps.Note($"The labels '{string.Join("' and '", alike)}' differ only in the case of letters and are learnt apart: "
                + "write them alike if they mean the same.");
        ConvolutionChoice? choice = model.OfType<SemanticConvolutionTransformer>().SingleOrDefault()?.Choice;
        MultiLabelMetrics? metrics = test is null ? null : console.Steps.Run("Measuring", _
            => ml.MultiLabelClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(test.Until(cancellationToken)))));
        if (metrics is { UnknownLabels.Count: > 0 }) console.Steps.Note(MetricsTable.Unknown(metrics));
        ModelFile.Save(model, path);
        encoder?.Dispose();
        if (encoder is not null) File.Delete(cache);   // a training that was killed goes on from it
        string card = new ModelCard(parsed.CommandLine(), About(parsed, text, choice), Use, labels, metrics, learnt).Write(path);
        double seconds = clock.Elapsed.TotalSeconds;
        console.Report(
            parsed.GetValue(_json),
            new
            {
                model = path,
                card,
                labels = labels.Labels.Count,
                labeledTexts = text.LabeledCount,
                unlabeledTexts = text.UnlabeledCount,
                convolution = choice is null ? null : new { strength = choice.Options.Strength, reason = choice.Reason },
                seconds,
            },
            $"{path}: {Figures.Counted(labels.Labels.Count, "label")} from {Figures.Counted(text.LabeledCount, "labelled text")} and "
                + $"{Figures.Counted(text.UnlabeledCount, "unlabelled text")} in {seconds:F0} s");
    }

    private string About(ParseResult parsed, TrainingText text, ConvolutionChoice? choice)
    {
        string rows = $"{Figures.Counted(text.LabeledCount, "labelled row")} and "
            + $"{Figures.Counted(text.UnlabeledCount, "text")} without labels.";
        string data = parsed.GetValue(_about) is { } about ? $"{about}\n\n{rows}" : $"{rows} (`--about` says more.)";
        return choice is null ? data
            : FormattableString.Invariant($"{data}\n\nStrength of the convolution: {choice.Options.Strength}. {choice.Reason}");
    }
}
