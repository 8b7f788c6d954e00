using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>A Jupyter notebook: the source of its cells and the outputs that are saved with them.</summary>
internal sealed class Notebook
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private readonly JsonNode _root;

    private Notebook(string path, JsonNode root)
    {
        (Path, _root) = (path, root);
        Cells = [.. root["cells"]!.AsArray().Select(cell => new NotebookCell(cell!))];
    }

    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "notebooks");

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All cells in their order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The cells of code with their numbers, from 1 on.</summary>
    public IEnumerable<(int Number, NotebookCell Cell)> CodeCells => Cells.Where(cell => cell.IsCode).Select((cell, i) => (i + 1, cell));

    public static Notebook Read(string path) => new(path, JsonNode.Parse(File.ReadAllText(path))!);

    public void Write() => File.WriteAllText(Path, _root.ToJsonString(Layout) + "\n");
}
