using System.Text;
using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>One run of the tool within this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public JsonElement[] JsonLines
        => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public static Task<ToolRun> Of(params string[] args) => WithInput("", args);

    public static Task<ToolRun> WithInput(string input, params string[] args) => WithInput(Encoding.UTF8.GetBytes(input), args);

    public static async Task<ToolRun> WithInput(byte[] input, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = await Tool.RunAsync(args, new ToolConsole(new MemoryStream(input), output, error));
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Presses Ctrl-C when the tool has said the given words.</summary>
    public static async Task<ToolRun> CancelledAt(string words, params string[] args)
    {
        using CancellationTokenSource source = new();
        return await With(args, words, source.Cancel, source.Token);
    }

    /// <summary>Does something when the tool has said the given words.</summary>
    public static Task<ToolRun> DisturbedAt(string words, Action disturb, params string[] args)
        => With(args, words, disturb, CancellationToken.None);

    public ToolRun Succeeded()
    {
        Assert.True(ExitCode == 0, Error);
        return this;
    }

    private static async Task<ToolRun> With(string[] args, string words, Action disturb, CancellationToken cancellationToken)
    {
        using StringWriter output = new();
        using ListeningWriter error = new(words, disturb);
        int exitCode = await Tool.RunAsync(args, new ToolConsole(Stream.Null, output, error), cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    private sealed class ListeningWriter(string words, Action disturb) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value is not null && value.Contains(words)) disturb();
        }
    }
}
