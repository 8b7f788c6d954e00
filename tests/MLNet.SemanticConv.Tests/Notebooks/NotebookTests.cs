using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>
/// Every notebook is run in the real kernel with the packages of this build, its outputs are compared with the saved ones, and the program
/// beside it with what is made of it. <c>SEMCONV_UPDATE_NOTEBOOKS=1</c> saves them instead. Each notebook takes some 10 to 60 seconds.
/// </summary>
[Collection(nameof(PackedProjects))]
public class NotebookTests(NotebookPackages packages)
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("SEMCONV_UPDATE_NOTEBOOKS") == "1";

    public static TheoryData<string> Names
        => [.. Directory.GetFiles(Notebook.Folder, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Cells_display_what_is_saved_with_them(string name)
    {
        var notebook = Open(name);
        var displayed = await RunAsync(notebook);
        foreach (var ((number, cell), outputs) in notebook.CodeCells.Zip(displayed))
        {
            if (Update) (cell.ExecutionCount, cell.Outputs) = (number, outputs);
            var saved = cell.Outputs;
            bool alike = saved.Count == outputs.Count
                && saved.Zip(outputs).All(pair => cell.Varies ? pair.First.HasKindsOf(pair.Second) : pair.First.Equals(pair.Second));
            Assert.True(alike,
                $"{notebook.Name}, code cell {number} does not display what is saved with it:\n{Text(outputs)}\nsaved:\n{Text(saved)}");
        }
        if (Update) notebook.Write();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_beside_it_is_made_of_the_notebook(string name)
    {
        var notebook = Open(name);
        if (Update) File.WriteAllText(NotebookApp.PathOf(notebook), NotebookApp.Write(notebook));
        Assert.Equal(NotebookApp.Write(notebook), File.ReadAllText(NotebookApp.PathOf(notebook)));
    }

    [Theory]
    [InlineData("int x = nothing;", "CS0103")]
    [InlineData("throw new Exception(\"broken\");", "broken")]
    [InlineData("string? text = null;", "CS8632")]
    [InlineData("Console.Error.WriteLine(\"a warning\");", "a warning")]
    public async Task A_cell_that_complains_is_named_by_file_and_number(string code, string complaint)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ipynb");
        File.WriteAllText(path, $$"""
            { "cells": [
                { "cell_type": "markdown", "source": [] },
                { "cell_type": "code", "source": [{{System.Text.Json.JsonSerializer.Serialize(code)}}] } ] }
            """);
        try
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(Notebook.Read(path)));
            Assert.StartsWith($"{Path.GetFileName(path)}, code cell 1: ", error.Message);
            Assert.Contains(complaint, error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("mean 0.331, 12 words", "mean  0.334, 12\nwords", true)]
    [InlineData("mean 0.331", "mean 0.36", false)]
    [InlineData("1,200 rows", "1,205 rows", true)]
    [InlineData("1,200 rows", "1,300 rows", false)]
    [InlineData("power, staff", "power, food", false)]
    [InlineData("one 1", "one 1 2", false)]
    public void Outputs_are_alike_where_words_are_the_same_and_numbers_near(string one, string other, bool alike)
        => Assert.Equal(alike, CellOutput.IsAlike(one, other));

    // What a cell that loads packages displays names folders of the machine.
    private async Task<IReadOnlyList<IReadOnlyList<CellOutput>>> RunAsync(Notebook notebook)
    {
        using var kernel = await KernelProcess.StartAsync(packages);
        List<IReadOnlyList<CellOutput>> outputs = [];
        foreach (var (number, cell) in notebook.CodeCells)
        {
            var run = await kernel.RunAsync(cell.Source);
            if (run.Complaints.Count > 0)
                throw new InvalidOperationException(
                    $"{notebook.Name}, code cell {number}: {string.Join('\n', run.Complaints)}\n{cell.Source}");
            outputs.Add(NotebookSource.HasPackages(cell.Source) ? [] : run.Outputs);
        }
        return outputs;
    }

    private static Notebook Open(string name) => Notebook.Read(Path.Combine(Notebook.Folder, name + ".ipynb"));

    private static string Text(IReadOnlyList<CellOutput> outputs)
        => string.Join("\n",
            outputs.Select(output => $"[{string.Join(", ", output.Data.Keys)}] {output.Data.GetValueOrDefault("text/plain")}"));
}
