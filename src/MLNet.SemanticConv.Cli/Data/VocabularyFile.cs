using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>The slots of a bag of words, one per line: line i (from 0) is column i.</summary>
internal static class VocabularyFile
{
    /// <exception cref="FormatException">The file is empty, or a line is blank or repeated.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        List<string> slots = [];
        Dictionary<string, long> lines = new(StringComparer.Ordinal);
        foreach ((long number, string line) in TextFile.ReadLines(path))
        {
            if (line.Length == 0) throw new FormatException($"{path}, line {number} is blank: a line is one slot of the vocabulary.");
            if (!lines.TryAdd(line, number))
                throw new FormatException(
                    $"{path}, line {number}: '{line}' is already on line {lines[line]}. Each slot needs a name of its own.");
            slots.Add(line);
        }
        return slots;
    }

    public static void Write(string path, IEnumerable<string> slots) => AtomicFile.Write(path, stream =>
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\n" };
        foreach (string slot in slots) writer.WriteLine(slot);
    });
}
