namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>The saved notebooks as those see them who only read them.</summary>
public class NotebookPageTests
{
    public static TheoryData<string> Names => NotebookTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_are_of_kinds_that_every_viewer_shows(string name)
    {
        // An SVG of its own comes out blank in nbconvert 6 and 7.
        foreach (var (_, cell) in Notebook.Read(Path.Combine(Notebook.Folder, name + ".ipynb")).CodeCells)
            Assert.All(cell.Outputs.SelectMany(output => output.Data.Keys),
                kind => Assert.Contains(kind, (string[])["text/html", "text/plain"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_need_no_styles_and_no_scripts(string name)
    {
        // JupyterLab takes them from a notebook that its reader has not run, and GitHub from all.
        foreach (var (_, cell) in Notebook.Read(Path.Combine(Notebook.Folder, name + ".ipynb")).CodeCells)
        {
            foreach (string html in cell.Outputs.Select(output => output.Data.GetValueOrDefault("text/html") ?? ""))
            {
                Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("position:", html, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [JupyterFact]
    public async Task Pictures_are_seen_in_what_Jupyter_converts()
    {
        string folder = Directory.CreateTempSubdirectory("semconv-page-").FullName;
        try
        {
            string notebook = Path.Combine(Notebook.Folder, "2-the-method.ipynb");
            Shell.Run(JupyterFactAttribute.Converter!, folder, "--to", "html", "--output-dir", folder, notebook);
            await using var browser = await Chromium.OpenAsync(new(Path.Combine(folder, "2-the-method.html")));
            var widths = await browser.EvaluateAsync("[...document.images].map(image => image.naturalWidth)");
            Assert.Equal(1, widths.GetArrayLength());
            Assert.All(widths.EnumerateArray(), width => Assert.True(width.GetDouble() > 0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
