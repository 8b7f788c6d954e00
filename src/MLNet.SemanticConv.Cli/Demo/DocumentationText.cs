using System.Text;
using System.Xml.Linq;

namespace MLNet.SemanticConv.Cli;

/// <summary>The text of a documentation comment as a reader sees it: references by their short names, code samples left out.</summary>
internal static class DocumentationText
{
    private static readonly string[] Parts = ["summary", "returns", "param", "remarks"];

    /// <summary>Summary, returns, parameters and remarks of a member, in that order, white space collapsed.</summary>
    public static string Of(XElement member)
    {
        StringBuilder text = new();
        foreach (XElement part in Parts.SelectMany(name => member.Elements(name)))
        {
            Append(text, part);
            text.Append(' ');
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement child) AppendChild(text, child);
        }
    }

    private static void AppendChild(StringBuilder text, XElement child)
    {
        string name = child.Name.LocalName;
        if (name is "code" or "example") return;
        bool block = name is not ("c" or "see" or "paramref" or "typeparamref" or "b" or "i" or "a" or "em" or "strong");
        if (block) text.Append(' ');
        if (child.IsEmpty || child.Value.Length == 0) text.Append(Reference(child));
        else Append(text, child);
        if (block) text.Append(' ');
    }

    private static string Reference(XElement element)
        => element.Attribute("cref") is { } cref ? ShortName(cref.Value)
        : element.Attribute("name")?.Value ?? element.Attribute("langword")?.Value ?? "";

    /// <summary>
    /// <c>M:System.String.Join(System.String)</c> becomes <c>String.Join</c>: a type by its name, a member with its type. The namespace
    /// stays out: it is what the task asks for.
    /// </summary>
    private static string ShortName(string cref)
    {
        (char kind, string name) = cref is [var letter, ':', ..] ? (letter, cref[2..]) : ('T', cref);
        int parameters = name.AsSpan().IndexOfAny('(', '~');
        if (parameters >= 0) name = name[..parameters];
        string[] parts = [.. name.Split('.').Select(part => part.Split('`')[0])];
        if (kind == 'N') return "";
        if (parts[^1] is "#ctor" or "#cctor") (kind, parts) = ('T', parts[..^1]);
        int kept = kind is 'T' or '!' ? 1 : 2;
        return string.Join('.', parts.TakeLast(kept));
    }
}
