namespace MLNet.Shared;

/// <summary>Opens the files that come from outside, plain or packed by gzip: what they begin with tells, not their name.</summary>
internal static class InputFile
{
    // As many bytes as the longest pattern below.
    private const int StartLength = 10;

    /// <summary>Opens a file, unpacking gzip on the way.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Stream Open(string path)
        => Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan), path);

    /// <summary>Opens a text file, unpacking gzip on the way, after the byte order mark of UTF-8 that it may begin with.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Stream OpenText(string path)
    {
        var stream = Open(path);
        byte[] start = Start(stream, length: 3);
        return start is [0xEF, 0xBB, 0xBF] ? stream : Rewind(stream, start);
    }

    /// <summary>What a file holds: it is read as it is, unless it begins as gzip does. Reading may then throw, see
    /// <see cref="GzipReadStream"/>.</summary>
    /// <param name="file">The file, at its beginning; it may be a pipe. It is disposed with what is returned.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="FormatException">The file is packed in another way.</exception>
    public static Stream Unpack(Stream file, string path)
    {
        byte[] start = Start(file, StartLength);
        var whole = Rewind(file, start);
        if (start.AsSpan().StartsWith(GzipReadStream.Magic)) return new GzipReadStream(whole, path);
        if (OtherPacking(start) is { } name)
        {
            file.Dispose();
            throw new FormatException($"'{path}' is a {name} file: unpack it first; only gzip is unpacked while reading.");
        }
        return whole;
    }

    /// <summary>Whether the bytes of a file are the text itself, in UTF-8: it is not packed, nor in UTF-16.</summary>
    /// <param name="file">The file, at its beginning.</param>
    public static bool IsPlain(Stream file)
    {
        byte[] start = Start(file, StartLength);
        return !start.AsSpan().StartsWith(GzipReadStream.Magic) && OtherPacking(start) is null
            && start is not ([0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]);
    }

    private static string? OtherPacking(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "zip",
        [(byte)'B', (byte)'Z', (byte)'h', _, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59] => "bzip2",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "Zstandard",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "7z",
        _ => null,
    };

    private static byte[] Start(Stream stream, int length)
    {
        byte[] start = new byte[length];
        return start[..stream.ReadAtLeast(start, length, throwOnEndOfStream: false)];
    }

    private static Stream Rewind(Stream stream, byte[] start)
    {
        if (!stream.CanSeek) return new ChainedStream(start, stream, after: default);
        stream.Position = 0;
        return stream;
    }
}
