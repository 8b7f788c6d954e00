namespace MLNet.Shared;

/// <summary>
/// .NET Interactive, the kernel of C# notebooks, finds an attribute of this name in any assembly, and asks the type that it names for
/// formatters, so
/// that a library can show its objects without a dependency on the kernel's packages.
/// </summary>
/// <param name="formatterSourceType">A type with a constructor without parameters and a method <c>IEnumerable&lt;object&gt;
/// CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What a cell shows: a notebook that is saved has all of them, and a reader takes the best that it can.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}
