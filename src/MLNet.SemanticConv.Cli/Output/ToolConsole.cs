using System.Text.Json;
using MLNet.Shared;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where the tool reads and writes: results to the output, everything else to the error stream.</summary>
internal sealed class ToolConsole
{
    // a table that goes to a file is not to be folded at the width of no terminal
    private const int WidthOfFiles = 200;

    /// <summary>A console over the given streams.</summary>
    /// <param name="input">Texts to tag.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">Progress and messages.</param>
    /// <param name="bars">Whether progress is drawn; it is one line a step otherwise.</param>
    /// <param name="outputIsTerminal">Whether tables may use colour and fit themselves to the window.</param>
    /// <param name="inputIsTerminal">Whether what is read is typed.</param>
    public ToolConsole(
        Stream input, TextWriter output, TextWriter error, bool bars = false, bool outputIsTerminal = false, bool inputIsTerminal = false)
    {
        (Input, Output, Error, InputIsTerminal) = (input, output, error, inputIsTerminal);
        Tables = Console(output, outputIsTerminal);
        Steps = new(bars ? Console(error, terminal: true) : null, error);
    }

    /// <summary>Bytes, so that those that are no text are noticed.</summary>
    public Stream Input { get; }

    /// <summary>Whether somebody has to type it.</summary>
    public bool InputIsTerminal { get; }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Draws on the output.</summary>
    public IAnsiConsole Tables { get; }

    /// <summary>Shows long work on the error stream.</summary>
    public Steps Steps { get; }

    public static ToolConsole OfProcess()
        => new(StandardInput.Open(), PipeOutput.Open() ?? System.Console.Out,
            StandardStream.IsClosed(StandardStream.Error) ? TextWriter.Null : System.Console.Error,
            bars: !System.Console.IsErrorRedirected, outputIsTerminal: !System.Console.IsOutputRedirected,
            inputIsTerminal: !System.Console.IsInputRedirected);

    /// <summary>Writes a value as one line of JSON.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, JsonFormat.Options));

    /// <summary>Says what was done: as JSON to standard output, or in words.</summary>
    public void Report<T>(bool json, T value, string words)
    {
        if (json) WriteJson(value);
        else Output.WriteLine(words);
    }

    private static IAnsiConsole Console(TextWriter writer, bool terminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (!terminal) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
