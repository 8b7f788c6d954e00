using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.SemanticConv.Tests.Architecture;

/// <summary>
/// What users can call is written down, so that a change of it is seen in review. Where a change is meant, run the tests with
/// <c>SEMCONV_APPROVE=1</c> and commit the file.
/// </summary>
public class PublicApiTests
{
    private static readonly SymbolDisplayFormat Written = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Base = Written.WithKindOptions(SymbolDisplayKindOptions.None);

    [Theory]
    [InlineData("MLNet.SemanticConv")]
    [InlineData("MLNet.PipelineProfiler")]
    [InlineData("MLNet.PipelineProfiler.Interactive")]
    [InlineData("MLNet.SemanticConv.Cluster")]
    [InlineData("MLNet.SemanticConv.DataFrames")]
    [InlineData("MLNet.SemanticConv.Encoders")]
    [InlineData("MLNet.SemanticConv.English")]
    [InlineData("MLNet.SemanticConv.Interactive")]
    [InlineData("MLNet.SemanticConv.Serving")]
    public void The_public_surface_is_the_approved_one(string assembly)
    {
        string approved = Path.Combine(Repository.Root, "tests", "MLNet.SemanticConv.Tests", "Architecture", $"{assembly}.PublicApi.txt");
        string actual = string.Concat(SurfaceOf(assembly).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("SEMCONV_APPROVE") == "1") File.WriteAllText(approved, actual);
        Assert.Equal(File.ReadAllText(approved), actual, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("MLNet.SemanticConv")]
    [InlineData("MLNet.PipelineProfiler")]
    [InlineData("MLNet.SemanticConv.Cluster")]
    [InlineData("MLNet.SemanticConv.DataFrames")]
    [InlineData("MLNet.SemanticConv.Encoders")]
    [InlineData("MLNet.SemanticConv.English")]
    [InlineData("MLNet.SemanticConv.Serving")]
    public void What_is_awaited_can_be_cancelled(string assembly)
    {
        var awaited = TypesOf(Assembly(assembly).GlobalNamespace).Where(IsVisible).SelectMany(type => type.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(method => IsVisible(method) && method.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable");
        Assert.All(awaited, method => Assert.Contains(method.Parameters, parameter => parameter.Type.Name == nameof(CancellationToken)));
    }

    // A library's users learn its types one by one: what none of them meets is no part of it.
    [Fact]
    public void The_library_has_few_types_and_each_is_in_an_example_or_a_document()
    {
        const int Most = 60;
        string[] names = [.. TypesOf(Assembly("MLNet.SemanticConv").GlobalNamespace)
            .Where(type => IsVisible(type) && type.CanBeReferencedByName).Select(type => type.Name)];
        Assert.InRange(names.Length, 1, Most);
        string[] folders = ["", "notebooks", .. Directory.GetDirectories(Path.Combine(Repository.Root, "src")),
            Path.Combine("tests", "MLNet.SemanticConv.Benchmarks")];
        string documents = string.Concat(
            folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md")).Select(File.ReadAllText));
        string examples = string.Concat(XDocument.Load(Path.Combine(AppContext.BaseDirectory, "MLNet.SemanticConv.xml")).Descendants("code")
            .Select(code => code.Value));
        HashSet<string> met = [.. Regex.Matches(documents + examples, @"\w+").Select(word => word.Value)];
        Assert.Empty(names.Except(met));
    }

    // The extensions of the notebook kernel are built against its own libraries, not against those of the tests: they are only looked at.
    private static IAssemblySymbol Assembly(string name)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string extension = Path.Combine(Repository.Root, "src", name, "bin", Shell.Configuration, "net10.0", $"{name}.dll");
        var files = platform.Split(Path.PathSeparator);
        if (!files.Any(file => Path.GetFileNameWithoutExtension(file) == name)) files = [.. files, extension];
        var compilation = CSharpCompilation.Create("Users", references: files.Select(file => MetadataReference.CreateFromFile(file)));
        return compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().Single(a => a.Name == name);
    }

    private static IEnumerable<string> SurfaceOf(string assembly)
    {
        foreach (var type in TypesOf(Assembly(assembly).GlobalNamespace).Where(type => IsVisible(type) && !IsGenerated(type))
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            yield return $"{type.ContainingNamespace}: {ModifierOf(type)}{type.ToDisplayString(Written)}{BasesOf(type)}";
            var members = type.GetMembers()
                .Where(member => IsVisible(member) && member is not INamedTypeSymbol && !member.IsImplicitlyDeclared && !IsPart(member));
            foreach (string line in members.Select(member => member.ToDisplayString(Written)).Order(StringComparer.Ordinal))
                yield return "    " + line;
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? TypesOf(type).Prepend(type) : TypesOf(member));

    private static string ModifierOf(INamedTypeSymbol type)
        => type.TypeKind != TypeKind.Class ? ""
            : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";

    // Whether values can be compared for equality is said by their kind.
    private static string BasesOf(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate) return "";
        var bases = type.Interfaces.Where(face => IsVisible(face) && face.Name != nameof(IEquatable<int>))
            .Select(face => face.ToDisplayString(Base)).Order(StringComparer.Ordinal);
        if (type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: SpecialType.None } parent)
            return $" : {string.Join(", ", bases.Prepend(parent.ToDisplayString(Base)))}";
        return bases.Any() ? $" : {string.Join(", ", bases)}" : "";
    }

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    // Orleans writes what carries our types between silos.
    private static bool IsGenerated(INamedTypeSymbol type)
        => type.ContainingNamespace.ToDisplayString().StartsWith("OrleansCodeGen", StringComparison.Ordinal);

    // Accessors belong to their property; a record's own members come with it.
    private static bool IsPart(ISymbol member) => member is IMethodSymbol method
        && (method.AssociatedSymbol != null || (method.ContainingType.IsRecord && IsOfRecord(method)));

    private static bool IsOfRecord(IMethodSymbol method)
        => method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "<Clone>$" or "Deconstruct" or "op_Equality"
            or "op_Inequality"
            || (method.MethodKind == MethodKind.Constructor && method.Parameters is [{ } only]
                && only.Type.Equals(method.ContainingType, SymbolEqualityComparer.Default));
}
