using System.Xml;
using System.Xml.Linq;

namespace MLNet.SemanticConv.Cli;

/// <summary>Reads members from the XML documentation files beside assemblies.</summary>
internal static class DocumentationReader
{
    /// <summary>The members whose documentation has text of its own, in the order of the files.</summary>
    /// <remarks>A name does not say where its namespace ends, so the types of all files are learnt first: what is before a type that is no
    /// type is a namespace.</remarks>
    /// <exception cref="FormatException">A file is not XML.</exception>
    public static IReadOnlyList<DocumentedMember> Read(IReadOnlyList<string> files, CancellationToken cancellationToken = default)
    {
        List<(string Name, string Text)> members = [];
        HashSet<string> types = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadFile(file, members, types);
        }
        return [.. from member in members
                   where member.Text.Length > 0
                   let type = TypeOf(member.Name)
                   where types.Contains(type)
                   select new DocumentedMember(type, NamespaceOf(type, types), member.Text)];
    }

    private static void ReadFile(string file, List<(string, string)> members, HashSet<string> types)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(file,
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreComments = true });
            reader.MoveToContent();
            while (!reader.EOF)
            {
                if (reader is not { NodeType: XmlNodeType.Element, LocalName: "member" }) { reader.Read(); continue; }
                // ReadFrom leaves the reader after the element: another Read would skip its neighbour
                XElement member = (XElement)XNode.ReadFrom(reader);
                if (member.Attribute("name")?.Value is not ['T' or 'M' or 'P' or 'F' or 'E', ':', ..] name) continue;
                if (name[0] == 'T') types.Add(name[2..]);
                members.Add((name, DocumentationText.Of(member)));
            }
        }
        catch (XmlException exception)
        {
            throw new FormatException($"{file} is not XML documentation (line {exception.LineNumber}): repair the .NET SDK.", exception);
        }
    }

    private static string TypeOf(string member)
    {
        string name = member[2..];
        if (member[0] == 'T') return name;
        int parameters = name.AsSpan().IndexOfAny('(', '~');
        if (parameters >= 0) name = name[..parameters];
        int dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[..dot];
    }

    private static string NamespaceOf(string type, HashSet<string> types)
    {
        string name = type;
        while (types.Contains(name))
        {
            int dot = name.LastIndexOf('.');
            if (dot < 0) return "";
            name = name[..dot];
        }
        return name;
    }
}
