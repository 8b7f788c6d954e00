using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNet.SemanticConv.Tests.Files.ModelArchives;

/// <summary>A saved model taken apart, to be changed and put together again with the right checksums, as an attacker would.</summary>
internal sealed class ModelZip
{
    private const int HeaderSize = 256;

    /// <summary>The entries in their order, which may hold one name twice.</summary>
    public List<(string Name, byte[] Content)> Entries { get; } = [];

    public static string SmallModel(string name) => Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", name);

    public static ModelZip Read(byte[] model)
    {
        ModelZip zip = new();
        using ZipArchive archive = new(new MemoryStream(model));
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using MemoryStream copy = new();
            content.CopyTo(copy);
            zip.Entries.Add((entry.FullName, copy.ToArray()));
        }
        return zip;
    }

    public byte[] ToArray()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Entries)
            {
                using var written = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                written.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>The parts whose loader has this name.</summary>
    public IEnumerable<byte[]> Parts(string loader) => Entries.Select(entry => entry.Content).Where(part => LoaderOf(part) == loader);

    public static string? LoaderOf(byte[] part)
        => part.AsSpan().StartsWith("ML\0MODEL"u8) ? Encoding.Latin1.GetString(part, 0x50, 24).TrimEnd('\0') : null;

    /// <summary>The model inside a part.</summary>
    public static byte[] ModelOf(byte[] part)
        => part.AsSpan(HeaderSize, (int)BinaryPrimitives.ReadInt64LittleEndian(part.AsSpan(0x18))).ToArray();

    /// <summary>A part with another model inside, its header right.</summary>
    public static byte[] WithModel(byte[] part, byte[] model)
    {
        int old = (int)BinaryPrimitives.ReadInt64LittleEndian(part.AsSpan(0x18));
        byte[] changed = [.. part[..HeaderSize], .. model, .. part[(HeaderSize + old)..]];
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(0x18), model.Length);
        foreach (int at in (int[])[0x20, 0x30, 0x80, 0x88, 0x90])
            if (BinaryPrimitives.ReadInt64LittleEndian(changed.AsSpan(at)) is var position and not 0)
                BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(at), position + model.Length - old);
        return changed;
    }
}
