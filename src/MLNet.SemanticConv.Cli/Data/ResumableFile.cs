using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Lines written beside a file, which takes its name when it is complete. After a kill the whole lines that are there count, and the work
/// goes on after them; a second file beside it tells which work it is.
/// </summary>
internal sealed class ResumableFile : IDisposable
{
    private readonly string _path, _part, _job;
    private readonly FileStream _stream;

    private ResumableFile(string path, FileStream stream, long lines)
        => (_path, _part, _job, _stream, Lines) = (path, PartOf(path), JobOf(path), stream, lines);

    /// <summary>The number of lines that are written.</summary>
    public long Lines { get; private set; }

    /// <summary>Begins, or goes on where an earlier run was ended.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="job">What is done, in words that differ wherever the lines would.</param>
    /// <param name="resume">Whether to go on.</param>
    /// <exception cref="IOException">There is unfinished work and it is not to go on, or it is other work, or another process is at
    /// it.</exception>
    public static ResumableFile Open(string path, string job, bool resume)
    {
        string part = PartOf(path), mark = JobOf(path);
        if (!resume && File.Exists(part))
            throw new IOException($"{part} exists, from a run that was interrupted: go on with --resume, or delete it to begin anew.");
        if (resume && File.Exists(part) && (!File.Exists(mark) || File.ReadAllText(mark) != job))
            throw new IOException($"{part} belongs to another run (with another input, model or form of output): delete it to begin anew.");
        if (!File.Exists(part)) AtomicFile.Write(mark, stream => stream.Write(Encoding.UTF8.GetBytes(job)));
        FileStream stream = new(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        try
        {
            long lines = CutToWholeLines(stream);
            return new(path, stream, lines);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that the lines of an earlier run are of the items at hand: as many at least, and each begins as it
    /// should.</summary>
    /// <param name="beginnings">How the line of each item begins; no more are read than there are lines.</param>
    /// <exception cref="IOException">A line is of another item, or there are fewer items than lines.</exception>
    public void CheckLines(IEnumerable<string> beginnings)
    {
        long end = _stream.Position, number = 0;
        _stream.Position = 0;
        using IEnumerator<string> expected = beginnings.GetEnumerator();
        using (StreamReader reader = new(_stream, leaveOpen: true))
        {
            while (number < Lines && reader.ReadLine() is { } line)
            {
                number++;
                if (!expected.MoveNext())
                    throw new IOException($"{_part} has more lines ({Lines}) than the input ({number - 1}): delete it to begin anew.");
                if (!line.StartsWith(expected.Current, StringComparison.Ordinal))
                    throw new IOException($"{_part} belongs to another run (line {number} is for another text): delete it to begin anew.");
            }
        }
        _stream.Position = end;
    }

    /// <summary>Writes lines, each of which ends in a line feed and has no other.</summary>
    public void Write(ReadOnlySpan<byte> lines)
    {
        _stream.Write(lines);
        Lines += lines.Count((byte)'\n');
    }

    /// <summary>Gives the file its name, or makes another of its lines, which a run that goes on makes anew where this one is ended
    /// meanwhile.</summary>
    /// <param name="convert">Writes the file from its lines; null where the lines are the file.</param>
    public void Complete(Action<IEnumerable<string>>? convert = null)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (convert is null)
        {
            AtomicFile.Move(_part, _path);
        }
        else
        {
            convert(File.ReadLines(_part));
            File.Delete(_part);
        }
        File.Delete(_job);
    }

    /// <summary>Takes the unfinished file away.</summary>
    public void Abandon()
    {
        _stream.Dispose();
        File.Delete(_part);
        File.Delete(_job);
    }

    public void Dispose() => _stream.Dispose();

    private static string PartOf(string path) => path + ".part";

    private static string JobOf(string path) => path + ".part.job";

    private static long CutToWholeLines(FileStream stream)
    {
        byte[] buffer = new byte[1 << 20];
        long lines = 0, end = 0, position = 0;
        for (int read; (read = stream.Read(buffer)) > 0; position += read)
        {
            var bytes = buffer.AsSpan(0, read);
            lines += bytes.Count((byte)'\n');
            if (bytes.LastIndexOf((byte)'\n') is var last and >= 0) end = position + last + 1;
        }
        stream.SetLength(end);
        stream.Position = end;
        return lines;
    }
}
