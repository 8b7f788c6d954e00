using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MLNet.SemanticConv.Tests.Architecture;

/// <summary>A project's source, compiled against ML.NET as it is published: its internals cannot be seen here.</summary>
internal sealed class ProjectSource
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <param name="project">The folder under src; what it takes of src/Shared counts as its own.</param>
    /// <param name="assembly">What the project builds.</param>
    public ProjectSource(string project, string assembly)
    {
        string folder = Path.Combine(Repository.Root, "src", project), shared = Path.Combine(Repository.Root, "src", "Shared");
        string projectFile = File.ReadAllText(Path.Combine(folder, $"{project}.csproj"));
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith($"obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path: file, Name: Path.GetRelativePath(folder, file)))
            .Concat(Directory.GetFiles(shared, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path: file, Name: Path.GetRelativePath(shared, file)))
                .Where(file => projectFile.Contains($"../Shared/{FolderOf(file.Name)}/*.cs", StringComparison.Ordinal)))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), parsing, file.Name));
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        Compilation = CSharpCompilation.Create(
            assembly,
            [.. files, CSharpSyntaxTree.ParseText(ImplicitUsings, parsing)],
            platform.Split(Path.PathSeparator).Where(file => Path.GetFileNameWithoutExtension(file) != assembly)
                .Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>The folder of a file: "Correlation/Search", or "" beside the project file.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The first part of a folder: "Correlation".</summary>
    public static string TopOf(string folder) => folder.Split('/')[0];

    /// <summary>Each use of a type of one folder in a file of another.</summary>
    public IEnumerable<(string File, string Folder, string UsedFolder, string Used)> UsesAcrossFolders()
    {
        foreach (var tree in Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            var model = Compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                {
                    string used = FolderOf(declaration.SyntaxTree.FilePath), here = FolderOf(tree.FilePath);
                    if (used != here) yield return (tree.FilePath, here, used, type!.Name);
                }
            }
        }
    }
}
