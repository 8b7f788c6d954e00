using System.CommandLine;
using MLNet.SemanticConv.Cluster;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv cluster vectors</c>: trains word2vec on many machines.</summary>
internal sealed class ClusterVectorsCommand : Command
{
    private readonly Option<string?> _cluster = ClusterOption.Create("otherwise this process does all the work");
    private readonly Option<string[]> _input = CommonOptions.Inputs("Files of any size, one sentence per line", "T.txt");
    private readonly Option<string> _output = CommonOptions.Output(
        "The vectors; text for .txt and .vec, mapped for .wv, binary for other names.", "V.wv");
    private readonly Option<string> _field = CommonOptions.Field();
    private readonly Option<bool> _nullAsEmpty = CommonOptions.NullAsEmpty();
    private readonly Option<string> _tokens = CommonOptions.Tokens();
    private readonly Word2VecSettings _settings = new(1 << 22);
    private readonly Option<int> _threads = CommonOptions.Threads(
        "How many parts are trained at once if this process does all the work.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public ClusterVectorsCommand(ToolConsole console)
        : base("vectors", "Trains word2vec on all machines of the cluster: the same vectors as on one, whatever is killed meanwhile.")
    {
        Option[] options = [_cluster, _input, _output, _field, _nullAsEmpty, _tokens, .. _settings.Options, _threads, _json];
        foreach (Option option in options) Add(option);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_output);
        WordVectorsJob job = new()
        {
            Inputs = parsed.GetRequiredValue(_input),
            Output = output,
            Field = parsed.GetRequiredValue(_field),
            NullIsEmpty = parsed.GetValue(_nullAsEmpty),
            SplitAtSpaces = parsed.GetValue(_tokens) == "spaces",
            Options = _settings.Read(parsed),
        };
        foreach (string input in job.Inputs) TextSource.CheckForm(input);
        OutputFile.CheckFolder(output);
        OutputFile.CheckApart(job.Inputs, output);
        WordVectorsStatus status = console.Steps.Run(
            "Training word2vec", progress => TrainAsync(parsed, job, progress, cancellationToken).GetAwaiter().GetResult());
        if (status.State == JobState.Failed) throw new FormatException(status.Error);
        console.Report(parsed.GetValue(_json), new { vectors = output, textWords = status.Words },
            $"{output}: trained on {Figures.Counted(status.Words, "word")} of text");
    }

    private Task<WordVectorsStatus> TrainAsync(
        ParseResult parsed, WordVectorsJob job, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var told = new InlineProgress<WordVectorsStatus>(status => progress.Report(status.Share));
        return ClusterHost.UseAsync(
            parsed.GetClusterIfNamed(_cluster), options => options.NumberOfThreads = parsed.GetValue(_threads),
            client => client.TrainWordVectorsAsync(job, told, cancellationToken),
            cancellationToken);
    }
}
