namespace MLNet.Shared;

/// <summary>A part of a file of texts: the lines that begin at the bytes from the start up to the end, or row groups of a Parquet file.</summary>
/// <param name="Start">The first byte or row group, from 0.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct FilePart(long Start, long End)
{
    public static FilePart Whole => new(0, long.MaxValue);

    /// <summary>The bytes of the lines of this part, of a file that can be sought in and is not packed.</summary>
    public Stream LinesOf(Stream file)
    {
        long start = LineStart(file, Start), end = LineStart(file, End);
        file.Position = start;
        return new FirstBytesStream(file, end - start);
    }

    // where the first line begins that does so at this byte or after it
    private static long LineStart(Stream file, long position)
    {
        if (position <= 0 || position >= file.Length) return Math.Clamp(position, 0, file.Length);
        file.Position = position - 1;
        byte[] buffer = new byte[1 << 12];
        for (long at = position - 1; file.Read(buffer) is > 0 and int read; at += read)
            if (buffer.AsSpan(0, read).IndexOf((byte)'\n') is >= 0 and int feed) return at + feed + 1;
        return file.Length;
    }
}
