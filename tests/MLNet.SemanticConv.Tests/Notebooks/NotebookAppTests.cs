using System.Diagnostics;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>The notebooks as programs, run as a user does: <c>dotnet run notebooks/….cs</c>. Each takes some 10 to 30 seconds.</summary>
public class NotebookAppTests
{
    public static TheoryData<string> Names => NotebookTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void PrintsWhatTheNotebookDisplays(string name)
    {
        var notebook = Notebook.Read(Path.Combine(Notebook.Folder, name + ".ipynb"));
        string printed = CellOutput.Words(Run(NotebookApp.PathOf(notebook)));
        foreach (var (number, cell) in notebook.CodeCells)
        {
            if (cell.Varies) continue;
            foreach (var output in cell.Outputs.Where(output => output.Data.ContainsKey("text/plain")))
                Assert.True(printed.Contains(CellOutput.Words(output.Data["text/plain"]), StringComparison.Ordinal),
                    $"{notebook.Name} displays in code cell {number} what its program does not print:\n{output.Data["text/plain"]}\nbut:\n{printed}");
        }
    }

    private static string Run(string path)
    {
        // The library is that of this test, built already.
        ProcessStartInfo start = new("dotnet", ["run", "-c", Configuration, "--property:BuildProjectReferences=false", "--file", path])
        {
            WorkingDirectory = Notebook.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // what the running test inherits from its own build is not for another
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{Path.GetFileName(path)} ended with {process.ExitCode}:\n{output}{error.Result}");
        return output;
    }

    // The test runs from bin/<configuration>/net10.0.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
