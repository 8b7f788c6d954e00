namespace MLNet.SemanticConv.Tests.Notebooks;

public class NotebookTests
{
    [Fact]
    public async Task GettingStarted_TagsWordsThatWereNeverTagged()
    {
        var displayed = await Notebook.RunAsync(Path.Combine(Repository.Root, "notebooks", "getting-started.ipynb"));
        Assert.Equal(["power", "staff", "food"], displayed.Skip(1).Select(value => (string)value!));
    }

    [Fact]
    public async Task FindTheBottleneck_NamesTheSlowStage_AndTheFixShows()
    {
        var displayed = await Notebook.RunAsync(Path.Combine(Repository.Root, "notebooks", "find-the-bottleneck.ipynb"));
        Assert.Equal("CustomMapping<Review, Weight>", displayed[1]);
        Assert.Contains(displayed, value => value is string text && text.StartsWith("Transform: ", StringComparison.Ordinal) && text.Contains('→'));
        Assert.True((double)displayed[^1]! < 0.1, "The stage takes less than a tenth of its time after the fix.");
    }

    [Fact]
    public async Task IntoProduction_LoadsTheSameModel_AndExplainsIt()
    {
        var displayed = await Notebook.RunAsync(Path.Combine(Repository.Root, "notebooks", "into-production.ipynb"));
        Assert.Equal([true, "power, staff, food"], displayed.Take(2));
        Assert.Matches("'cord' counted .*because of '(plug|charger)'", (string)displayed[2]!);
        Assert.Equal(true, displayed[3]);
    }

    [Fact]
    public async Task ABrokenCell_IsNamedByFileAndNumber()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ipynb");
        File.WriteAllText(path, """{ "cells": [ { "cell_type": "markdown", "source": [] }, { "cell_type": "code", "source": ["int x = nothing;"] } ] }""");
        try
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Notebook.RunAsync(path));
            Assert.StartsWith($"{Path.GetFileName(path)}, code cell 1: ", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
