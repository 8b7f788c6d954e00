using System.CommandLine;
using System.Text.Json;
using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv predict</c>: tags texts.</summary>
internal sealed class PredictCommand : Command
{
    private const int ChunkSize = 64;

    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Argument<string[]> _texts = new("texts")
    {
        Description = "The texts; without one they are read from standard input, one per line.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _input = new("--input")
    {
        Description = $"A file of any size instead: {CommonOptions.TextForms}.",
        HelpName = "T.tsv",
    };
    private readonly Option<string> _output = new("--out")
    {
        Description = "Where the tags of --input go, in its order: .tsv, or .jsonl or .parquet for scores too.",
        HelpName = "O.tsv",
    };
    private readonly Option<string> _field = CommonOptions.Field();
    private readonly Option<bool> _nullAsEmpty = CommonOptions.NullAsEmpty();
    private readonly Option<string> _textColumn = CommonOptions.TextColumn();
    private readonly Option<bool> _resume = new("--resume") { Description = "Resume where an interrupted run left off." };
    private readonly Option<int> _threads = CommonOptions.Threads("Threads that tag --input; the output does not depend on them.");
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Also say which words carried each label, and which counted through a neighbour.",
    };

    public PredictCommand(ToolConsole console) : base("predict", "Tags texts with a trained model.")
    {
        Add(_texts);
        foreach (Option option in new Option[] { _model, _input, _output, _field, _nullAsEmpty, _textColumn, _resume, _threads, _json,
            _explain }) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_input) is null != result.GetResult(_output) is null) result.AddError("--input and --out go together.");
            else if (result.GetResult(_input) is not null && result.GetValue(_texts) is { Length: > 0 })
                result.AddError("Give either texts or --input.");
            else if (result.GetResult(_input) is not null && result.GetValue(_explain))
                result.AddError("--explain takes texts, not --input.");
            else if (result.GetResult(_input) is null && result.GetValue(_resume))
                result.AddError("--resume needs --input and --out: texts of standard input cannot be read again.");
        });
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_input) is { } input)
        {
            TagFile(parsed, input, parsed.GetRequiredValue(_output), console, cancellationToken);
            return;
        }
        TextTagger tagger = ModelFile.Load(parsed.GetRequiredValue(_model), parsed.GetValue(_textColumn));
        if (!parsed.GetValue(_json) && !parsed.GetValue(_explain) && TsvLine.Unwritable(tagger.Labels) is { } label)
            console.Error.WriteLine(
                $"semconv: lines cannot hold the label '{Failure.OneLine(label)}', {TsvLine.Why}: use --json.");
        string[] given = parsed.GetValue(_texts) ?? [];
        if (given.Length == 0 && console.InputIsTerminal)
            console.Error.WriteLine($"Type a text and press Enter; {(OperatingSystem.IsWindows() ? "Ctrl-Z" : "Ctrl-D")} ends.");
        foreach (string text in given.Length > 0 ? given : Lines(console.Input))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool json = parsed.GetValue(_json);
            console.Output.WriteLine(parsed.GetValue(_explain) ? Explanation(tagger, text, json) : TaggedLine.Of(tagger.Tag(text), json));
        }
    }

    private void TagFile(ParseResult parsed, string input, string output, ToolConsole console, CancellationToken cancellationToken)
    {
        TaggingsForm form = TaggingsForms.Of(output);
        bool json = form != TaggingsForm.Tsv;
        OutputFile.CheckFolder(output);
        string model = parsed.GetRequiredValue(_model);
        TextTagger tagger = ModelFile.Load(model, parsed.GetValue(_textColumn));
        TaggingsForms.CheckLabels(output, tagger);
        bool resume = parsed.GetValue(_resume);
        if (resume) TextFile.CheckReadableAgain(input);
        IEnumerable<string> texts = TextSource.Read(input, parsed.GetRequiredValue(_field), parsed.GetValue(_nullAsEmpty));
        using ResumableFile file = ResumableFile.Open(output, Job(model, parsed.GetValue(_textColumn), json), resume);
        if (file.Lines > 0) file.CheckLines(texts.Select(text => TaggedLine.Beginning(text, json)));
        long before = file.Lines;
        string Kept() => $"{Figures.Counted(file.Lines, "line is", "lines are")} kept in {output}.part; resume with --resume.";
        try
        {
            console.Steps.Run($"Tagging {input}", _ =>
            {
                IEnumerable<string> rest = Skip(texts, before);
                byte[] Tag(string[] chunk) => TaggedLine.Of(chunk, tagger, json);
                foreach (byte[] lines in rest.MapChunks(Tag, ChunkSize, parsed.GetValue(_threads), cancellationToken)) file.Write(lines);
                return file.Lines;
            });
            // a Parquet file that is not complete cannot be appended to: its rows wait as lines
            file.Complete(form == TaggingsForm.Parquet ? lines => ParquetTaggings.Write(lines.Until(cancellationToken), output) : null);
        }
        catch (Exception exception) when (Failure.Cancellation(exception) is not null)
        {
            throw new KeptForResumption(Kept(), exception);
        }
        catch
        {
            if (file.Lines == 0) file.Abandon();
            else console.Error.WriteLine($"semconv: {Kept()}");
            throw;
        }
        console.Report(parsed.GetValue(_json), new { output, lines = file.Lines, resumedAt = before },
            $"{output}: {Figures.Counted(file.Lines, "text")}{(before > 0 ? $", {before:N0} of them by an earlier run" : "")}");
    }

    private static string Explanation(TextTagger tagger, string text, bool json)
    {
        TagExplanation explanation = tagger.Explain(text);
        return json ? explanation.ToJson() : explanation.ToString();
    }

    private static IEnumerable<string> Skip(IEnumerable<string> texts, long count)
    {
        foreach (string text in texts)
            if (--count < 0) yield return text;
    }

    // What the lines depend on beside the texts, which the lines tell; the size and time of the model represent its content.
    private static string Job(string model, string? textColumn, bool json)
        => JsonSerializer.Serialize(new { model = Identity(model), textColumn, json }, JsonFormat.Options);

    private static string Identity(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}" : path;
    }

    private static IEnumerable<string> Lines(Stream input)
    {
        LineReader reader = new(input, "standard input");
        while (reader.Next() is { } line) yield return line;
    }
}
