using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.ML;
using MLNet.SemanticConv.English;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv label</c>: a local page that asks for the tags of the texts that teach most.</summary>
internal sealed class LabelCommand : Command
{
    private const int MaximumRequestBytes = 1 << 20;

    private readonly Option<string> _unlabeled = new("--unlabeled")
    {
        Description = "The texts to choose from.",
        Required = true,
        HelpName = "T.txt",
    };
    private readonly Option<string> _out = CommonOptions.Output(
        "Where each answer is saved at once, as a line {\"text\":…,\"labels\":[…]}. If the file exists, labelling goes on from there.",
        "A.jsonl");
    private readonly Option<string?> _model = new("--model") { Description = "A model to begin with, a .zip file.", HelpName = "M.zip" };
    private readonly Option<string[]> _labeled = CommonOptions.Labeled(required: false,
        "Rows that are labelled already: the model learns from them too. ");
    private readonly Option<string?> _knownLabels = new("--known-labels") { Description = LabelList.Description, HelpName = "L.txt" };
    private readonly Option<string?> _test = new("--test")
    {
        Description = "Labelled rows to measure the model on; without them, one text in five is drawn at random and held out for that.",
        HelpName = "G.tsv",
    };
    private readonly Option<int> _every = new Option<int>("--retrain-every")
    {
        Description = "Train the model again after so many answers.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    }.AtLeast(1);
    private readonly Option<int> _port = new Option<int>("--port")
    {
        Description = "The port of the page; 0 takes any free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 0,
    }.Between(0, ListenAddresses.GreatestPort);
    private readonly VectorsFileOptions _vectors = new("Instead of training word vectors on all the text: ", required: false);
    private readonly Option<string> _encoder = new("--encoder")
    {
        Description = "What else to learn from: english (vectors of English words: worth it with few labels), or none.",
        DefaultValueFactory = _ => Encoder.English,
    };
    private readonly Option<int> _threads = CommonOptions.Word2VecThreads();
    private readonly Option<int> _seed = CommonOptions.Seed();

    public LabelCommand(ToolConsole console)
        : base("label", "Opens a page, for this machine only, that asks for tags of the texts that teach the model most.")
    {
        foreach (Option option in (Option[])[_unlabeled, _out, _model, _labeled, _knownLabels, _test, _every, _port, _encoder,
            _threads, _seed])
            Add(option);
        _encoder.AcceptOnlyFromAmong(Encoder.None, Encoder.English);
        _vectors.AddTo(this);
        Validators.Add(result =>
        {
            if (result.GetResult(_model) is null && result.GetResult(_labeled) is null && result.GetResult(_knownLabels) is null)
                result.AddError("Give --model, --labeled or --known-labels: the first texts are chosen by what they know.");
        });
        SetAction((parsed, cancellationToken) => RunAsync(parsed, console, cancellationToken));
    }

    private async Task RunAsync(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_out);
        if (Path.GetExtension(output).ToLowerInvariant() is not (".jsonl" or ".ndjson"))
            throw new FormatException($"{output} must end in .jsonl or .ndjson: answers are written as JSON Lines.");
        OutputFile.CheckFolder(output);
        OutputFile.CheckApart(parsed.Inputs(_out), output, LabelingFiles.SessionOf(output));
        using LabelingFiles files = LabelingFiles.Open(output, console.Steps.Note);
        // on another thread, so that Ctrl-C is heard meanwhile
        var (session, worker) = await Task.Run(() => Prepare(parsed, files, console, cancellationToken), CancellationToken.None)
            .ConfigureAwait(false);

        string token = LocalAccess.NewToken();
        await using WebApplication application = Create(parsed.GetValue(_port), token, session);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, application.Lifetime.ApplicationStopping);
        await application.ListenAsync(cancellationToken).ConfigureAwait(false);
        Task work = Task.Run(() => worker.RunAsync(stop.Token), CancellationToken.None);
        console.Output.WriteLine($"Label at {application.Urls.Single()}/{token}/");
        await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await work.ConfigureAwait(false);
        console.Output.WriteLine($"{output}: {Figures.Counted(files.Answers.Count, "answer")}");
    }

    private (LabelingSession Session, LabelingWorker Worker) Prepare(
        ParseResult parsed, LabelingFiles files, ToolConsole console, CancellationToken cancellationToken)
    {
        string unlabeled = parsed.GetRequiredValue(_unlabeled);
        TextFile.CheckReadableAgain(unlabeled);
        string[] labeled = parsed.GetValue(_labeled) ?? [];
        LabeledText[] given = [.. LabeledFile.Read(labeled)];
        LabeledText[] test = parsed.GetValue(_test) is { } measured ? [.. LabeledFile.Read(measured)] : [];
        bool anyLabel = given.Any(row => row.Labels.Length > 0) || parsed.GetValue(_model) is not null;
        string[] names = parsed.GetValue(_knownLabels) is not { } list ? []
            : anyLabel ? LabelList.Read(list) : LabelList.ReadToLearnFrom(list);
        TextTagger? model = parsed.GetValue(_model) is { } zip ? ModelFile.Load(zip) : null;
        if (names.Length == 0 && !anyLabel)
            throw new FormatException($"{string.Join(" and ", labeled)}: no row has a label to begin with: name some with --known-labels.");
        if (model is not null && given.Length == 0)
            console.Steps.Note(
                "Without --labeled (the rows it learnt from), the model stays until one that learns from your answers is as good.");

        int seed = parsed.GetValue(_seed), threads = parsed.GetValue(_threads);
        WordVectors vectors = _vectors.LoadIfGiven(parsed) ?? TrainVectors(console, unlabeled, given, threads, seed, cancellationToken);
        SemanticTextOptions options = new()
        {
            Vectors = vectors,
            GeneralVectors = parsed.GetValue(_encoder) == Encoder.English ? EnglishVectors.Load() : null,
            NumberOfThreads = threads,
        };
        LabelingTrainer trainer = new(
            unlabeled, given, test, [.. names.Concat(model?.Labels ?? [])], options, () => console.Steps.CreateContext(seed), seed);
        string[] unknown = [.. test.SelectMany(row => row.Labels).Except(trainer.LabelsOf(files.Answers), StringComparer.Ordinal)];
        if (unknown.Length > 0)
            console.Steps.Note($"{parsed.GetValue(_test)} has {Figures.Counted(unknown.Length, "label")} that nothing else names, such as "
                + $"'{unknown[0]}': they count as missed until an answer has them, with the same letters.");
        bool begins = model is null || (given.Length > 0 && files.Answers.Count > 0);
        TextTagger tagger = begins
            ? console.Steps.Follow(progress => trainer.Train(files.Answers, progress, cancellationToken))
            : model!;
        LabelingSession session = new(files, trainer, tagger, [.. given.Concat(test).Select(row => row.Text)], parsed.GetValue(_every));
        if (files.Curve.Count == 0) session.Take(tagger, trainer.Measure(tagger, files.Answers));
        LabelingWorker worker = new(session, trainer, given.Length == 0 ? model : null);
        console.Steps.Run($"Choosing among {unlabeled}", _ =>
        {
            worker.Choose(cancellationToken);
            return true;
        });
        return (session, worker);
    }

    private static WordVectors TrainVectors(
        ToolConsole console, string unlabeled, LabeledText[] given, int threads, int seed, CancellationToken cancellationToken)
    {
        MLContext ml = console.Steps.CreateContext(seed);
        var texts = given.Select(row => row.Text).Concat(Texts.Read(unlabeled).Select(text => text.Text)).Until(cancellationToken);
        long words = console.Steps.Run("Counting words", _ => texts.Sum(text => text.AsSpan().Count(' ') + 1L));
        IDataView view = ml.Data.LoadFromEnumerable(texts.Select(text => new PlainText { Text = text }));
        return Word2VecStep.TrainOnText(
            console, ml, view, Word2VecOptions.ForCorpus(words) with { NumberOfThreads = threads, Seed = seed }, cancellationToken);
    }

    private static WebApplication Create(int port, string token, LabelingSession session)
    {
        WebApplicationBuilder builder = WebHosting.CreateBuilder($"http://127.0.0.1:{port}", WebHosting.LocalHosts);
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowEmptyHosts = false);
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaximumRequestBytes);
        builder.Services.AddProblemDetails();
        WebApplication application = builder.Build();
        application.UseHostFiltering();
        application.UseLocalAccess(token);
        application.MapPage("label.html");
        application.MapLabeling(session);
        return application;
    }
}
