using System.Text;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv.Cli;

/// <summary>Lines of a UTF-8 file, read as a stream; gzip, which the content tells and not the name, is unpacked on the way.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines with their numbers, from 1.</summary>
    /// <exception cref="FormatException">The file is empty or is not UTF-8.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged gzip.</exception>
    public static IEnumerable<(long Number, string Line)> ReadLines(string path)
    {
        using StreamReader reader = Open(path);
        long number = 0;
        while (Next(reader, path, number) is { } line)
            yield return (++number, line);
        if (number == 0)
            throw new FormatException($"{path} is empty: it must hold at least one line of text.");
    }

    /// <summary>Opens a file of any kind to read it.</summary>
    /// <exception cref="FormatException">The path is a folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStream OpenBytes(string path)
    {
        if (Directory.Exists(path)) throw new FormatException($"{path} is a folder: name a file in it.");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}: check the path.", path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    private static StreamReader Open(string path)
        => new(InputFile.Unpack(OpenBytes(path), path), StrictUtf8, detectEncodingFromByteOrderMarks: false, 1 << 16);

    private static string? Next(StreamReader reader, string path, long linesRead)
    {
        try
        {
            string? line = reader.ReadLine();
            // the mark that some editors put before the first line is no part of the text
            return linesRead == 0 && line is ['\uFEFF', ..] ? line[1..] : line;
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException($"{path} is not UTF-8 text (a wrong byte after line {linesRead}): convert it to UTF-8.");
        }
    }
}
