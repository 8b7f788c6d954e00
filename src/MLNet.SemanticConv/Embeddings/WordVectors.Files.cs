using System.Buffers;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

public sealed partial class WordVectors
{
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n\v\f");

    /// <summary>For readers of files, which have checked words and values against the file's lines.</summary>
    internal WordVectors(IReadOnlyList<string> words, Dictionary<string, int> indices, ReadOnlyMemory<float> matrix, int dimensions)
    {
        (Words, _indices, _matrix, Dimensions) = (words, indices, matrix, dimensions);
        _norms = new(ComputeNorms);
    }

    /// <summary>
    /// Reads vectors in word2vec's binary or text format, as gensim, the original program and fastText (<c>.vec</c>) write them, or in
    /// GloVe's (text without a first line of sizes), plain or compressed by gzip. The format is found out from the content.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The vectors, equal to the bit to those that were written.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// The file is no vector file, or a line of a text file is wrong: the message names file and line.
    /// </exception>
    /// <exception cref="InvalidDataException">A binary file is truncated or wrong: the message names file and row.</exception>
    public static WordVectors Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WordVectorsFile.Read(path);
    }

    /// <summary>Writes the vectors; what stood at the path before is replaced once all is written.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="format">The default value is <see cref="WordVectorsFormat.Binary"/>.</param>
    /// <exception cref="InvalidOperationException">A word is empty or has white space in it, which neither format can hold.</exception>
    public void Save(string path, WordVectorsFormat format = WordVectorsFormat.Binary)
    {
        Action<Stream, WordVectors> write = format switch
        {
            WordVectorsFormat.Binary => BinaryFormat.Write,
            WordVectorsFormat.Text => TextFormat.Write,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
        foreach (string word in Words)
            if (word.Length == 0 || word.AsSpan().ContainsAny(WhiteSpace))
                throw new InvalidOperationException(
                    $"The word '{word}' is empty or has white space in it: a word2vec file cannot hold it.");
        AtomicFile.Write(path, stream => write(stream, this));
    }
}
