using System.Text;
using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A file of JSON Lines that grows by a line at a time, each on the disk before it counts.</summary>
internal sealed class AppendedLines : IDisposable
{
    private readonly FileStream _stream;
    private readonly string? _made;

    /// <param name="path">The file, whose lines are whole: see <see cref="Repair"/>.</param>
    /// <param name="share">What other processes may do meanwhile.</param>
    /// <exception cref="IOException">Another process has the file.</exception>
    public AppendedLines(string path, FileShare share)
    {
        if (!File.Exists(path)) _made = RealPath.Of(path);
        _stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>The length of the file in bytes.</summary>
    public long Length => _stream.Length;

    /// <summary>Makes the last line whole: one that lacks nothing but its end gets that, any other is cut off.</summary>
    /// <returns>What was cut off, or null.</returns>
    public static string? Repair(string path)
    {
        if (!File.Exists(path)) return null;
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        byte[] last = LastLine(file);
        if (last.Length == 0) return null;
        if (IsJson(last))
        {
            file.Seek(0, SeekOrigin.End);
            file.WriteByte((byte)'\n');
            return null;
        }
        file.SetLength(file.Length - last.Length);
        return Encoding.UTF8.GetString(last);
    }

    /// <summary>Adds a line.</summary>
    /// <returns>Where it begins.</returns>
    /// <exception cref="IOException">It cannot be written, as on a full disk; the file is as before.</exception>
    public long Append<T>(T value)
    {
        long start = _stream.Length;
        try
        {
            _stream.Seek(0, SeekOrigin.End);
            _stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(value, JsonFormat.Options), (byte)'\n']);
            _stream.Flush(flushToDisk: true);
            return start;
        }
        catch
        {
            CutAt(start);
            throw;
        }
    }

    /// <summary>Takes away what begins at a place, and all that follows.</summary>
    public void CutAt(long start)
    {
        _stream.SetLength(start);
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file; one that was made here and has got no line is taken away.</summary>
    public void Dispose()
    {
        bool isEmpty = _stream.Length == 0;
        _stream.Dispose();
        if (_made is not null && isEmpty) File.Delete(_made);
    }

    /// <summary>What comes after the last line feed.</summary>
    private static byte[] LastLine(FileStream file)
    {
        byte[] tail = new byte[Math.Min(file.Length, LineReader.MaximumLineBytes)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail[(Array.LastIndexOf(tail, (byte)'\n') + 1)..];
    }

    private static bool IsJson(byte[] line)
    {
        try
        {
            JsonDocument.Parse(line).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
