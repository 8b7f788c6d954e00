using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>
/// Runs cells as the C# kernel of .NET Interactive does (src/Microsoft.DotNet.Interactive.CSharp/CSharpKernel.cs): the same namespaces are open, the
/// same formatters make what is displayed. Packages are the assemblies under test.
/// </summary>
internal sealed class NotebookKernel
{
    private static readonly AsyncLocal<NotebookKernel?> Running = new();

    private static readonly string[] Imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(KernelHelpers).Namespace!,
    ];

    private readonly Assembly[] _packages = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(IsReferable).Select(Assembly.LoadFrom)];
    private readonly ScriptOptions _options;
    private readonly List<CellOutput> _outputs = [];
    private ScriptState<object>? _state;

    public NotebookKernel() => _options = ScriptOptions.Default.AddReferences(_packages).AddReferences(typeof(KernelHelpers).Assembly).AddImports(Imports);

    /// <summary>Runs all cells of a notebook in their order.</summary>
    /// <returns>What each cell of code displayed.</returns>
    /// <exception cref="InvalidOperationException">A cell failed; the message names the file and the cell and says why.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<CellOutput>>> RunAsync(Notebook notebook)
    {
        var kernel = new NotebookKernel();
        List<IReadOnlyList<CellOutput>> outputs = [];
        foreach (var (number, cell) in notebook.CodeCells)
        {
            try
            {
                outputs.Add(await kernel.RunAsync(cell.Source));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{notebook.Name}, code cell {number}: {e.Message}\n{cell.Source}", e);
            }
        }
        return outputs;
    }

    internal static void Show(CellOutput output) => Running.Value!._outputs.Add(output);

    internal static Dictionary<string, string> Format(object value, string[] mimeTypes)
        => (mimeTypes.Length > 0 ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value.GetType())).ToDictionary(kind => kind, kind => value.ToDisplayString(kind));

    private async Task<IReadOnlyList<CellOutput>> RunAsync(string code)
    {
        Running.Value = this;
        _outputs.Clear();
        string script = NotebookSource.WithoutPackages(code, package => Check(package.Name));
        _state = _state is null ? await CSharpScript.RunAsync(script, _options) : await _state.ContinueWithAsync(script);
        if (_state.ReturnValue is { } result) _outputs.Add(new(Format(result, []), IsResult: true));
        return [.. _outputs];
    }

    // What this process does not run cannot be tested.
    private void Check(string package)
    {
        if (!_packages.Any(a => a.GetName().Name == package || a.GetName().Name == package + ".Core"))
            throw new InvalidOperationException($"The tests do not refer to the package {package}.");
    }

    private static bool IsReferable(string file)
    {
        string name = Path.GetFileName(file);
        return name.StartsWith("Microsoft.ML", StringComparison.Ordinal) || name is "MLNet.SemanticConv.dll" or "MLNet.PipelineProfiler.dll" or "Microsoft.Data.Analysis.dll" or "ScottPlot.dll";
    }
}
