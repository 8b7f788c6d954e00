using System.Diagnostics;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>MLNet.SemanticConv.Loader in a process of its own: its code touches ML.NET alone.</summary>
internal static class LoaderProcess
{
    private const string Program = "MLNet.SemanticConv.Loader.dll";

    /// <summary>Has it load a model and tag texts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="folder">Where the program stands; beside the tests where null.</param>
    /// <returns>What it said: the bits of the scores and probabilities and the decisions, a line a text; and of errors.</returns>
    public static (int ExitCode, string[] Lines, string Error) Run(string model, IEnumerable<string> texts, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder ?? AppContext.BaseDirectory, Program), model])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // it may answer before it has read all
        Task writing = Task.Run(() => Write(process.StandardInput, texts));
        (int exitCode, string output, string error) = Shell.Finish(process);
        writing.Wait();
        return (exitCode, output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), error);
    }

    private static void Write(StreamWriter input, IEnumerable<string> texts)
    {
        try
        {
            foreach (string text in texts) input.WriteLine(text);
            input.Close();
        }
        catch (IOException)
        {
            // it has ended, and says why
        }
    }

    /// <summary>Copies the program with what it needs of ML.NET, but without this library.</summary>
    public static void CopyWithoutLibrary(string folder)
    {
        string[] patterns = ["Microsoft.ML.*.dll", "System.*.dll", "Newtonsoft.Json.dll", Program,
            Path.ChangeExtension(Program, ".runtimeconfig.json")];
        foreach (string file in patterns.SelectMany(pattern => Directory.GetFiles(AppContext.BaseDirectory, pattern)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
