using System.IO.Compression;

namespace MLNet.SemanticConv;

/// <summary>A saved model as the zip file that it is. ML.NET reads one without looking at its checksums, so that a flipped bit may go
/// unseen.</summary>
internal static class ModelArchive
{
    private const string WhatModelsAre = "a model is a .zip file that mlContext.Model.Save has written.";

    /// <summary>Opens a model. What has no length is refused before it is opened: of a pipe that would wait for somebody to write to
    /// it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is empty, a pipe or a device, or a link to nothing.</exception>
    public static FileStream Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no model {path}.", path);
        FileInfo file = new(path);
        if ((FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) is { } target) file = target;
        if (!file.Exists || file.Length == 0)
        {
            throw new InvalidDataException(
                $"{path} is not a model but empty, a pipe or device, or a link to a file that is gone: {WhatModelsAre}");
        }
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Makes sure that a file is what was written, and that its parts claim no more than is there.</summary>
    /// <param name="stream">The file, which can seek; it is left at its beginning.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="maximumBytes">The number of bytes that it may have unpacked.</param>
    /// <param name="accepted">The parts that it may hold.</param>
    /// <returns>Whether all that its parts claim is there; false where some are accepted unseen.</returns>
    /// <exception cref="InvalidDataException">
    /// It is not a zip file, or truncated, damaged or larger, or a part claims what is not there or is not accepted.
    /// </exception>
    public static bool Check(Stream stream, string name, long maximumBytes, AcceptedParts accepted)
    {
        bool isChecked;
        stream.Position = 0;
        Span<byte> start = stackalloc byte[4];
        if (stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4 || !start.SequenceEqual("PK\x03\x04"u8))
            throw new InvalidDataException($"{name} is not a model: {WhatModelsAre}");
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            byte[] buffer = new byte[1 << 16];
            ModelPaths.Check(archive.Entries);
            foreach (ZipArchiveEntry entry in archive.Entries) maximumBytes -= CheckEntry(entry, name, buffer, maximumBytes);
            isChecked = new ModelParts(name, accepted).Check(archive);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException
            || (e is InvalidDataException && !e.Message.StartsWith(name, StringComparison.Ordinal)))
        {
            throw Damaged(name, e.Message, e);
        }
        stream.Position = 0;
        return isChecked;
    }

    private static long CheckEntry(ZipArchiveEntry entry, string name, byte[] buffer, long maximumBytes)
    {
        using Stream content = entry.Open();
        uint checksum = 0;
        long length = 0;
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            length += read;
            if (length > maximumBytes)
                throw new InvalidDataException($"{name} takes more bytes unpacked than it may: raise the limit if you trust the file.");
            checksum = Crc32.Append(checksum, buffer.AsSpan(0, read));
        }
        return length == entry.Length && checksum == entry.Crc32
            ? length
            : throw Damaged(name, $"the checksum of its part {entry.FullName} is wrong", null);
    }

    private static InvalidDataException Damaged(string name, string why, Exception? cause)
        => new($"{name} is truncated or damaged ({why.TrimEnd('.')}): copy it again, or train and save the model again.", cause);
}
