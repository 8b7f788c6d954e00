using System.IO.Compression;
using System.Text;

namespace MLNet.SemanticConv.Internal;

/// <summary>The parts of a model file, held against their own claims before ML.NET's loader believes them.</summary>
internal static class ModelParts
{
    /// <exception cref="InvalidDataException">A part claims what is not there.</exception>
    public static void Check(ZipArchive archive)
    {
        byte[] start = new byte[PartHeader.Size];
        foreach (var entry in archive.Entries.Where(ModelPaths.IsPart))
        {
            try
            {
                Check(entry, start);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new InvalidDataException($"in its part {entry.FullName}, {e.Message}", e);
            }
        }
    }

    private static void Check(ZipArchiveEntry entry, byte[] start)
    {
        using var content = entry.Open();
        content.ReadExactly(start);
        var header = PartHeader.Read(start, entry.Length);
        PartReader part = new(content, header);
        PartFormats.Check(part);
        CheckAssembly(AssemblyName(content, header, PartHeader.Size + header.ModelBytes - part.Left));
    }

    // ML.NET loads the assembly of that name, whatever it is
    private static void CheckAssembly(string name)
    {
        string simple = name.Split(',')[0].Trim();
        if (name.Length > 0 && simple != typeof(ModelParts).Assembly.GetName().Name && simple != "Microsoft.ML"
            && !simple.StartsWith("Microsoft.ML.", StringComparison.Ordinal))
            throw new InvalidDataException($"it asks for the assembly {simple}, which is neither of ML.NET nor of this library");
    }

    private static string AssemblyName(Stream content, PartHeader header, long position)
    {
        if (header.AssemblyStart == 0) return "";
        byte[] passed = new byte[1 << 12];
        for (long left = header.AssemblyStart - position; left > 0;) left -= content.ReadAtLeast(passed.AsSpan(0, (int)Math.Min(left, passed.Length)), 1);
        byte[] name = new byte[header.AssemblyBytes];
        content.ReadExactly(name);
        return Encoding.Unicode.GetString(name);
    }
}
