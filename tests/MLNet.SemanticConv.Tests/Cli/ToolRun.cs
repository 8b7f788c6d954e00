using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>One run of the tool within this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public JsonElement[] JsonLines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static Task<ToolRun> Of(params string[] args) => WithInput("", args);

    public static async Task<ToolRun> WithInput(string input, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = await Tool.RunAsync(args, new ToolConsole(new StringReader(input), output, error));
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Presses Ctrl-C when the tool has said the given words.</summary>
    public static async Task<ToolRun> CancelledAt(string words, params string[] args)
    {
        using StringWriter output = new();
        using CancellingWriter error = new(words);
        int exitCode = await Tool.RunAsync(args, new ToolConsole(TextReader.Null, output, error), error.Token);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public ToolRun Succeeded()
    {
        Assert.True(ExitCode == 0, Error);
        return this;
    }

    private sealed class CancellingWriter(string words) : StringWriter
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public override void Write(string? value)
        {
            base.Write(value);
            if (value is not null && value.Contains(words)) _source.Cancel();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) _source.Dispose();
        }
    }
}
