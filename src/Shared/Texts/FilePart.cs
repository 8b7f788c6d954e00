namespace MLNet.Shared;

/// <summary>A part of a file of texts: the lines that begin between two of its bytes, or row groups of a Parquet file.</summary>
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

    /// <summary>The number of lines that come before this part.</summary>
    public long CountLinesBefore(Stream file)
    {
        long start = LineStart(file, Start), lines = 0;
        file.Position = 0;
        byte[] buffer = new byte[1 << 16];
        for (long at = 0; at < start;)
        {
            int read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, start - at)));
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            at += read;
        }
        return lines;
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
