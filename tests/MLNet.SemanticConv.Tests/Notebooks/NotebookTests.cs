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
