using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MLNet.SemanticConv.Tests.Architecture;

/// <summary>The library's source, compiled against ML.NET as it is published: its internals cannot be seen here.</summary>
internal sealed class LibrarySource
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly string _folder = Path.Combine(Repository.Root, "src", "MLNet.SemanticConv");

    public LibrarySource()
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var files = Directory.GetFiles(_folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parsing, Path.GetRelativePath(_folder, file)));
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        Compilation = CSharpCompilation.Create(
            "MLNet.SemanticConv",
            [.. files, CSharpSyntaxTree.ParseText(ImplicitUsings, parsing)],
            platform.Split(Path.PathSeparator).Where(file => !Path.GetFileName(file).StartsWith("MLNet.", StringComparison.Ordinal))
                .Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>The first folder of a path: "Transforms", or "" for a file beside the project file.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(path)!.Split(Path.DirectorySeparatorChar)[0];

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
