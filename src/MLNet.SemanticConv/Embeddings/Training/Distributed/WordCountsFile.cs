using System.Text;

namespace MLNet.SemanticConv;

/// <summary>Words and how often each occurs, in their order.</summary>
internal static class WordCountsFile
{
    /// <param name="stream">Receives the file.</param>
    /// <param name="words">The words.</param>
    /// <param name="counts">How often each occurs; those after the words' are none.</param>
    /// <param name="corpusWords">All words of the text.</param>
    public static void Write(Stream stream, WordTable words, ReadOnlySpan<long> counts, long corpusWords)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(corpusWords);
        writer.Write(words.Count);
        for (int i = 0; i < words.Count; i++)
        {
            writer.Write7BitEncodedInt(words[i].Length);
            writer.Write(words[i]);
            writer.Write7BitEncodedInt64(counts[i]);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="add">Is given each word and its count.</param>
    /// <returns>All words of the text.</returns>
    public static long Read(Stream stream, Action<ReadOnlySpan<byte>, long> add)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        long corpusWords = reader.ReadInt64();
        byte[] word = [];
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            int length = reader.Read7BitEncodedInt();
            if (word.Length < length) word = new byte[2 * length];
            reader.BaseStream.ReadExactly(word.AsSpan(0, length));
            add(word.AsSpan(0, length), reader.Read7BitEncodedInt64());
        }
        return corpusWords;
    }
}
