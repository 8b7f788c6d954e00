namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>The notebooks as programs, run as a user does: <c>dotnet run notebooks/….cs</c>. Each takes some 10 to 30 seconds.</summary>
public class NotebookAppTests
{
    public static TheoryData<string> Names => NotebookTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Prints_what_the_notebook_displays(string name)
    {
        var notebook = Notebook.Read(Path.Combine(Notebook.Folder, name + ".ipynb"));
        string printed = CellOutput.Words(Run(NotebookApp.PathOf(notebook)));
        foreach (var (number, cell) in notebook.CodeCells)
        {
            if (cell.Varies) continue;
            foreach (var output in cell.Outputs.Where(output => output.Data.ContainsKey("text/plain")))
                Assert.True(printed.Contains(CellOutput.Words(output.Data["text/plain"]), StringComparison.Ordinal),
                    $"{notebook.Name} displays in code cell {number} what its program does not "
                        + $"print:\n{output.Data["text/plain"]}\nbut:\n{printed}");
        }
    }

    // The library is that of this test, built already.
    private static string Run(string path)
        => Shell.Dotnet(Notebook.Folder, "run", "-c", Shell.Configuration, "--property:BuildProjectReferences=false", "--file", path);
}
