using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>A notebook for the .NET kernel, run cell by cell against the assemblies under test.</summary>
internal static partial class Notebook
{
    // The namespaces that the kernel opens for every cell.
    private static readonly string[] Imports =
        ["System", "System.IO", "System.Linq", "System.Text", "System.Collections.Generic", "System.Threading.Tasks"];

    /// <returns>What the cells displayed.</returns>
    public static async Task<IReadOnlyList<object?>> RunAsync(string path)
    {
        var kernel = new NotebookKernel();
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(IsReferable).Select(Assembly.LoadFrom).ToArray();
        var options = ScriptOptions.Default.AddReferences(assemblies).AddImports(Imports);
        ScriptState<object>? state = null;
        foreach (var (number, code) in CodeCells(path))
        {
            try
            {
                string script = PackageReference().Replace(code, line => Resolve(line.Groups[1].Value, assemblies));
                state = state is null
                    ? await CSharpScript.RunAsync(script, options, kernel, typeof(NotebookKernel))
                    : await state.ContinueWithAsync(script);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{Path.GetFileName(path)}, code cell {number}: {e.Message}\n{code}", e);
            }
        }
        return kernel.Displayed;
    }

    private static List<(int Number, string Code)> CodeCells(string path)
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(path));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select((cell, i) => (i + 1, string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()))))];
    }

    // A package is what this process runs, so the line goes; one that is not here cannot be tested.
    private static string Resolve(string package, Assembly[] assemblies) => assemblies.Any(a => a.GetName().Name == package || a.GetName().Name == package + ".Core")
        ? ""
        : throw new InvalidOperationException($"The tests do not refer to the package {package}.");

    private static bool IsReferable(string file)
    {
        string name = Path.GetFileName(file);
        return name.StartsWith("Microsoft.ML", StringComparison.Ordinal) || name is "MLNet.SemanticConv.dll" or "Microsoft.Data.Analysis.dll";
    }

    [GeneratedRegex("""^#r\s+"nuget:\s*([^,"\s]+)[^"]*"\s*$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();
}
