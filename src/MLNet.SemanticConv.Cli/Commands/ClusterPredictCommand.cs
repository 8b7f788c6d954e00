using System.CommandLine;
using MLNet.SemanticConv.Cluster;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv cluster predict</c>: tags files on many machines.</summary>
internal sealed class ClusterPredictCommand : Command
{
    private readonly Option<string?> _cluster = ClusterOption.Create("otherwise this process does all the work");
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string[]> _input = CommonOptions.Inputs("Files of any size", "T.tsv");
    private readonly Option<string> _output = CommonOptions.Output(
        "Where the tags go, in the order of the inputs: .tsv, or .jsonl or .parquet for scores too.", "O.tsv");
    private readonly Option<string> _field = CommonOptions.Field();
    private readonly Option<bool> _nullAsEmpty = CommonOptions.NullAsEmpty();
    private readonly Option<string> _textColumn = CommonOptions.TextColumn();
    private readonly Option<int> _maximumFailures = new Option<int>("--max-failures")
    {
        Description = "How many lines without a text are skipped and listed; one more ends the job.",
        DefaultValueFactory = _ => 1000,
        HelpName = "N",
    }.AtLeast(0);
    private readonly Option<long?> _partBytes = new("--part-bytes")
    {
        Description = "The size of a part of a file in bytes; by default 1 to 64 MiB, depending on the file.",
        HelpName = "N",
    };
    private readonly Option<int> _threads = CommonOptions.Threads(
        "How many parts are tagged at once if this process does all the work.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public ClusterPredictCommand(ToolConsole console)
        : base("predict", "Tags files on all machines of the cluster: the same output as predict, whatever is killed meanwhile.")
    {
        foreach (Option option in (Option[])[_cluster, _model, _input, _output, _field, _nullAsEmpty, _textColumn, _maximumFailures,
            _partBytes, _threads, _json]) Add(option);
        _partBytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 1) result.AddError("--part-bytes must be 1 or more.");
        });
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_output);
        TaggingJob job = new()
        {
            Model = parsed.GetRequiredValue(_model),
            Inputs = parsed.GetRequiredValue(_input),
            Output = output,
            TextColumnName = parsed.GetValue(_textColumn),
            Field = parsed.GetRequiredValue(_field),
            NullIsEmpty = parsed.GetValue(_nullAsEmpty),
            MaximumFailures = parsed.GetValue(_maximumFailures),
            PartBytes = parsed.GetValue(_partBytes),
        };
        ModelFile.CheckExists(job.Model);
        foreach (string input in job.Inputs) TextSource.CheckForm(input);
        _ = TaggingsForms.Of(output);
        OutputFile.CheckFolder(output);
        OutputFile.CheckApart(job.Inputs, output);
        TaggingStatus status = console.Steps.Run($"Tagging {string.Join(", ", job.Inputs)}",
            progress => TagAsync(parsed, job, progress, cancellationToken).GetAwaiter().GetResult());
        if (status.State == JobState.Failed) throw new FormatException(status.Error);
        console.Report(parsed.GetValue(_json), new { output, lines = status.Texts, failures = status.Failures },
            $"{output}: {Figures.Counted(status.Texts, "text")}");
        if (status.Failures > 0)
            throw new FormatException($"{Figures.Counted(status.Failures, "line holds no text and was", "lines hold no text and were")} "
                + $"skipped: {output}.failed lists {(status.Failures == 1 ? "it" : "them")}.");
    }

    private Task<TaggingStatus> TagAsync(
        ParseResult parsed, TaggingJob job, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var told = new InlineProgress<TaggingStatus>(status => progress.Report(status.Share));
        return ClusterHost.UseAsync(parsed.GetClusterIfNamed(_cluster), Configure, TagAsync, cancellationToken);

        void Configure(SemanticTaggingOptions options)
        {
            options.NumberOfThreads = parsed.GetValue(_threads);
            if (job.TextColumnName is null) options.Models = [job.Model];
        }

        async Task<TaggingStatus> TagAsync(IClusterClient client)
        {
            try
            {
                return await client.TagAsync(job, told, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                throw new KeptForResumption(
                    $"finished parts are kept in {job.Output}.parts: the same command resumes from there.", exception);
            }
        }
    }
}
