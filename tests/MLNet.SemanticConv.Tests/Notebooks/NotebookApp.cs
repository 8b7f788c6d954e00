using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>
/// A notebook as a file-based app: the same code in the order that a program has, packages and usings first, types last, and the text
/// between the cells as comments.
/// </summary>
internal static class NotebookApp
{
    // What the kernel opens for every cell and a program does not.
    private static readonly string[] KernelUsings = ["using System.Collections;", "using System.Text;"];

    private const string Helpers = """
        // What the kernel of notebooks brings along, for a console.
        static class KernelHelpers
        {
            static int pictures;

            public static void Display(this object value) => Console.WriteLine(value);

            public static void DisplayAs(this string value, string mimeType)
            {
                string path = Path.Combine(Path.GetTempPath(), $"{NAME}-{++pictures}.{mimeType.Split('/', '+')[1]}");
                File.WriteAllText(path, value);
                Console.WriteLine($"Picture: {path}");
            }
        }

        """;

    private const string Cell = """
        // What the package brings to the cells of a notebook: a console shows no bars, and Ctrl+C ends a program.
        static class Cell
        {
            public static IProgress<StepProgress>? Progress => null;

            public static CancellationToken Cancellation => default;
        }

        """;

    /// <summary>Where the app of a notebook stands: beside it.</summary>
    public static string PathOf(Notebook notebook) => Path.ChangeExtension(notebook.Path, ".cs");

    public static string Write(Notebook notebook)
    {
        SortedSet<string> usings = new(KernelUsings, StringComparer.Ordinal);
        List<string> packages = [], types = [];
        var body = new StringBuilder();
        foreach (var cell in notebook.Cells)
        {
            if (!cell.IsCode)
            {
                foreach (string line in cell.Source.Split('\n')) body.Append($"// {line}".TrimEnd()).Append('\n');
                body.Append('\n');
                continue;
            }
            string code = NotebookSource.WithoutPackages(cell.Source,
                package => packages.Add($"#:package {package.Name}@{package.Version}"));
            var root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script))
                .GetCompilationUnitRoot();
            usings.UnionWith(root.Usings.Select(directive => directive.ToString()));
            string statements = string.Concat(root.Members.Where(member => !IsType(member)).Select(Statement)).Trim();
            types.AddRange(root.Members.Where(IsType).Select(member => member.ToFullString().Trim()));
            if (statements.Length > 0) body.Append(statements).Append("\n\n");
        }
        var app = new StringBuilder($"// Made of {notebook.Name}: dotnet run {Path.GetFileName(PathOf(notebook))}\n");
        foreach (string package in packages) app.Append(package).Append('\n');
        app.Append("#:property PublishAot=false\n\n");   // ML.NET makes code as it runs
        foreach (string line in usings) app.Append(line).Append('\n');
        app.Append('\n').Append(body);
        foreach (string type in types) app.Append(type).Append("\n\n");
        if (notebook.CodeCells.Any(cell => cell.Cell.Source.Contains("Cell.", StringComparison.Ordinal))) app.Append(Cell).Append('\n');
        return app.Append(Helpers.Replace("{NAME}", Path.GetFileNameWithoutExtension(notebook.Path), StringComparison.Ordinal)).ToString();
    }

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    // The last expression of a cell, without a semicolon, is its result.
    private static string Statement(MemberDeclarationSyntax member)
        => member is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } result }
            ? $"{result.GetLeadingTrivia().ToFullString()}{Operand(result.Expression)}.Display();"
            : member.ToFullString();

    private static string Operand(ExpressionSyntax expression)
        => expression is BinaryExpressionSyntax or ConditionalExpressionSyntax ? $"({expression})" : expression.ToString();
}
