using System.IO.Compression;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The parts of a model file, held against their own claims and against what is accepted before ML.NET's loader believes
/// them.</summary>
/// <param name="name">What to call the file.</param>
/// <param name="accepted">Which parts it may hold.</param>
internal sealed class ModelParts(string name, AcceptedParts accepted)
{
    private readonly byte[] _start = new byte[PartHeader.Size];

    /// <summary>Looks at all parts.</summary>
    /// <returns>Whether all that they claim is there; false where some are accepted unseen.</returns>
    /// <exception cref="InvalidDataException">A part claims what is not there, or is not accepted.</exception>
    public bool Check(ZipArchive archive)
    {
        bool isChecked = true;
        foreach (var entry in archive.Entries)
        {
            try
            {
                if (ModelPaths.IsPart(entry)) isChecked &= CheckPart(entry);
                else if (entry.FullName == SchemaEntry.Name)
                    isChecked &= SchemaEntry.Check(entry) || Accept(entry, "of column types that are not checked");
            }
            catch (Exception e) when (e is EndOfStreamException
                || (e is InvalidDataException && !e.Message.StartsWith(name, StringComparison.Ordinal)))
            {
                throw new InvalidDataException($"in its part {entry.FullName}, {e.Message}", e);
            }
        }
        return isChecked;
    }

    private bool CheckPart(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        content.ReadExactly(_start);
        var header = PartHeader.Read(_start, entry.Length);
        PartReader part = new(content, header);
        bool isChecked = PartFormats.Check(part);
        string assembly = AssemblyName(content, header, PartHeader.Size + header.ModelBytes - part.Left);
        if (accepted != AcceptedParts.All && StockParts.Objection(header, assembly) is { } objection)
            throw Refused(entry, $"({header.Loader}) {objection}", AcceptedParts.All);
        return isChecked || Accept(entry, $"({header.Loader}) is not one whose content is checked");
    }

    private bool Accept(ZipArchiveEntry entry, string what)
        => accepted == AcceptedParts.Checked ? throw Refused(entry, what, AcceptedParts.Stock) : false;

    private InvalidDataException Refused(ZipArchiveEntry entry, string what, AcceptedParts needed)
        => new(
            $"{name} is not loaded: its part {entry.FullName} {what}. Load it with {nameof(AcceptedParts)}.{needed} if you trust the "
                + "file.");

    private static string AssemblyName(Stream content, PartHeader header, long position)
    {
        if (header.AssemblyStart == 0) return "";
        byte[] passed = new byte[1 << 12];
        for (long left = header.AssemblyStart - position; left > 0;)
            left -= content.ReadAtLeast(passed.AsSpan(0, (int)Math.Min(left, passed.Length)), 1);
        byte[] characters = new byte[header.AssemblyBytes];
        content.ReadExactly(characters);
        return Encoding.Unicode.GetString(characters);
    }
}
