using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MLNet.SemanticConv.Cli;

/// <summary>The tool: its commands, and what happens when one fails.</summary>
internal static class Tool
{
    private const int Failed = 1;

    // what messages of the library call a setting, the option that sets it, and its value
    private static readonly (string Property, string Option, string Value)[] s_properties =
    [
        ("Word2VecOptions.MinCount", "--min-count", ""),
        ("unicodeErrors", "--unicode-errors", ""),
        ("keepFirstOfDuplicates", "--keep-first", ""),
        ("AcceptedParts.Stock", "--accepted-parts", " stock"),
        ("AcceptedParts.All", "--accepted-parts", " all"),
    ];

    // what messages of the library call the text that it learns from, and the options that name its files
    private static readonly string[] s_texts =
    [
        "allText (by default the labelled rows)", "the column 'Tokens'",
    ];
    // what the library says of the bag of such a text
    private const string WithoutWords = "of unknown size, which ProduceWordBags makes where the text that it is fitted on has no words";

    private static readonly string[] s_textOptions = ["--labeled", "--train", "--unlabeled", "--input"];

    // what a shell reports for a process that Ctrl-C has ended, and for one that has written to a pipe which nobody reads
    private const int Cancelled = 130, OutputClosed = 141;

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after the tool's name.</param>
    /// <param name="console">Where it reads and writes.</param>
    /// <param name="cancellationToken">Does what Ctrl-C does.</param>
    /// <returns>0, or 1 after bad input, 130 where it was cancelled, 141 where nobody reads its output any more.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolConsole console, CancellationToken cancellationToken = default)
    {
        // a text that begins with @ names no file of further arguments
        ParseResult parsed = Root(console).Parse(args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && args.Count > 0)
            return Fail(console, $"{Failure.OneLine(Error(parsed))} ('{Name(parsed)} --help' lists the options.)");
        if (MistypedOption(parsed) is { } mistyped)
            return Fail(console, $"There is no option '{mistyped}'; write -- before texts and words that begin so. "
                + $"('{Name(parsed)} --help' lists the options.)");
        InvocationConfiguration configuration = new()
        {
            Output = console.Output,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            // time for the work to notice and to remove its unfinished file; a service answers first, within a limit of its own
            ProcessTerminationTimeout = parsed.CommandResult.Command is ServeCommand or LabelCommand or ClusterWorkCommand
                ? null
                : TimeSpan.FromSeconds(5),
        };
        if (parsed.Action is ParseErrorAction nothingAsked) nothingAsked.ShowTypoCorrections = false;
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (PipeOutput.IsClosed(exception)) return OutputClosed;
            if (Failure.Cancellation(exception) is { } cancelled)
            {
                console.Error.WriteLine(
                    $"semconv: cancelled, {(cancelled is KeptForResumption kept ? kept.Message : "nothing was written.")}");
                return Cancelled;
            }
            return Fail(console, InOptions(Failure.Message(exception), parsed));
        }
    }

    /// <summary>Says what is wrong.</summary>
    /// <returns>1.</returns>
    internal static int Fail(ToolConsole console, string message)
    {
        console.Error.WriteLine($"semconv: {message}");
        return Failed;
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Root(ToolConsole console) =>
        new("Tags text, from few labelled examples: bag of words, TF-IDF and the neighbours that word2vec finds in all your text.")
        {
            new DemoCommand(console),
            new TrainCommand(console),
            new EvaluateCommand(console),
            new StudyCommand(console),
            new PredictCommand(console),
            new SuggestCommand(console),
            new LabelCommand(console),
            new ServeCommand(console),
            new Command("profile", "Shows where the time and the memory of a pipeline go, stage by stage.")
            {
                new ProfileTrainCommand(console),
                new ProfilePredictCommand(console),
            },
            new Command("vectors", "Word vectors: trains, queries and converts them.")
            {
                new VectorsTrainCommand(console),
                new VectorsEncodeCommand(console),
                new VectorsNeighborsCommand(console),
                new VectorsMapCommand(console),
                new VectorsConvertCommand(console),
            },
            new Command("cluster", "Tags text and trains word vectors on many machines.")
            {
                new ClusterWorkCommand(console),
                new ClusterPredictCommand(console),
                new ClusterVectorsCommand(console),
                new ClusterStatusCommand(console),
            },
            new Command("encoders", "Sentence encoders, which are installed separately.")
            {
                new EncodersInstallCommand(console),
            },
            new Command("matrix", "The correlation matrix.")
            {
                new MatrixExportCommand(console),
            },
            new ConvolveCommand(console),
        };

    // of a mistyped command the parser says first that one is missing
    private static string Error(ParseResult parsed)
        => (parsed.Errors.FirstOrDefault(error => parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'")))
            ?? parsed.Errors[0]).Message
            .Replace(" as expected type 'System.Int32'", ": give a whole number", StringComparison.Ordinal)
            .Replace(" as expected type 'System.Double'", ": give a number", StringComparison.Ordinal);

    // the parser takes an option that it does not know for a text, where a command takes texts
    private static string? MistypedOption(ParseResult parsed)
    {
        var given = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal) && given.Contains(token))?.Value;
    }

    private static string Name(ParseResult parsed)
    {
        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
            names.Insert(0, command.Parent is null ? "semconv" : command.Command.Name);
        return string.Join(' ', names);
    }

    // the library names its properties and arguments: somebody who types a command knows its options and files
    private static string InOptions(string message, ParseResult parsed)
    {
        var options = parsed.CommandResult.Command.Options;
        foreach (var (property, option, value) in s_properties)
            if (options.Any(own => own.Name == option))
                message = message.Replace(property, $"{option}{value}", StringComparison.Ordinal);
        string files = string.Join(" and ", options.Where(option => s_textOptions.Contains(option.Name)).SelectMany(parsed.Values));
        if (files.Length > 0 && message.Contains(WithoutWords, StringComparison.Ordinal))
            return $"There are no words in {files}: give text that has some.";
        foreach (string text in s_texts)
            if (files.Length > 0) message = message.Replace(text, files, StringComparison.Ordinal);
        return message;
    }
}
