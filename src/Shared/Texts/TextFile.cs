
namespace MLNet.Shared;

/// <summary>Lines of a text file, read as a stream by <see cref="LineReader"/>; gzip, which the content tells and not the name, is unpacked
/// on the way.</summary>
internal static class TextFile
{
    /// <summary>The lines with their numbers, from 1.</summary>
    /// <exception cref="FormatException">The file is empty or is not UTF-8, or a line is too long or holds a NUL.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged gzip.</exception>
    public static IEnumerable<(long Number, string Line)> ReadLines(string path)
    {
        using Stream stream = InputFile.Unpack(OpenBytes(path), path);
        LineReader reader = new(stream, path);
        while (reader.Next() is { } line)
            yield return (reader.Number, line);
        if (reader.Number == 0) throw TextSource.Empty(path);
    }

    /// <summary>Opens a file of any kind to read it.</summary>
    /// <exception cref="FormatException">The path is a folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStream OpenBytes(string path)
    {
        if (Directory.Exists(path)) throw new FormatException($"{path} is a folder: name a file in it.");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}: check the path.", path);
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (FileNotFoundException) when (new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { } target)
        {
            throw new FileNotFoundException($"There is no file {target.FullName}, to which {path} is a link: check the path.", path);
        }
    }

    /// <summary>Whether a file has no byte, unpacked; of a pipe nobody can tell without reading it.</summary>
    public static bool IsEmpty(string path)
    {
        using FileStream file = OpenBytes(path);
        if (!file.CanSeek) return false;
        using Stream stream = InputFile.Unpack(file, path);
        return stream.ReadByte() < 0;
    }

    /// <summary>Fails before work that reads a file more than once.</summary>
    /// <exception cref="FormatException">It can be read but once.</exception>
    public static void CheckReadableAgain(string path)
    {
        using FileStream stream = OpenBytes(path);
        if (!stream.CanSeek) throw new FormatException($"{path} is a pipe, but must be read more than once: write it to a file first.");
    }
}
