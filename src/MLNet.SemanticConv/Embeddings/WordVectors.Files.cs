using System.Buffers;
using MLNet.Shared;

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

    /// <summary>For the mapped format: the values are not read here.</summary>
    internal WordVectors(IReadOnlyList<string> words, MappedMatrix matrix, int dimensions)
        : this(words, IndexWords(words), matrix.Memory, dimensions) => _mapped = matrix;

    /// <summary>
    /// Reads vectors in word2vec's binary or text format, as gensim, the original program and fastText (<c>.vec</c>) write them, or in
    /// GloVe's (text without a first line of sizes), plain or compressed by gzip; or maps a file of <see cref="WordVectorsFormat.Mapped"/>,
    /// whose matrix is read as it is used. The format is detected from the content.
    /// </summary>
    /// <remarks>
    /// In text, numbers are separated by spaces or tabs, and a word is all that comes before the last d numbers of its line: it may have
    /// spaces in it, as in GloVe's largest model. A byte order mark and blank lines at the end are skipped.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="unicodeErrors">
    /// What happens to words that are not valid UTF-8: word2vec's original program cuts long words at a fixed number of bytes, within a
    /// character if need be. Two that become equal are duplicates. The default value is <see cref="UnicodeErrors.Strict"/>. It does not
    /// apply to <see cref="WordVectorsFormat.Mapped"/>.
    /// </param>
    /// <param name="keepFirstOfDuplicates">
    /// Whether a word that occurs several times, as in files merged from others, gets the first of its vectors; otherwise the file is
    /// refused. The default value is <see langword="false"/>.
    /// </param>
    /// <returns>The vectors, bit for bit those that were written, without those that are skipped.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// The file is not a vector file, or a line of a text file is wrong: the message names file and line.
    /// </exception>
    /// <exception cref="InvalidDataException">A binary, mapped or gzip file is truncated or wrong: the message says where.</exception>
    /// <example>
    /// <code>
    /// var vectors = WordVectors.Load("vectors.bin", UnicodeErrors.Replace, keepFirstOfDuplicates: true);
    /// </code>
    /// </example>
    public static WordVectors Load(string path, UnicodeErrors unicodeErrors = UnicodeErrors.Strict, bool keepFirstOfDuplicates = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WordVectorsFile.Read(path, new(unicodeErrors, keepFirstOfDuplicates));
    }

    /// <summary>The format that the name of a file asks for.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// <see cref="WordVectorsFormat.Text"/> for <c>.txt</c> and <c>.vec</c>, <see cref="WordVectorsFormat.Mapped"/> for <c>.wv</c>,
    /// <see cref="WordVectorsFormat.Binary"/> for all others.
    /// </returns>
    public static WordVectorsFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".txt" or ".vec" => WordVectorsFormat.Text,
            ".wv" => WordVectorsFormat.Mapped,
            _ => WordVectorsFormat.Binary,
        };
    }

    /// <summary>Writes the vectors; a file that exists already is replaced once all is written.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="format">Null takes that of the file's name, see <see cref="FormatOf"/>. The default value is null.</param>
    /// <exception cref="InvalidOperationException">
    /// A word is empty or has white space in it, which neither the binary nor the text format can hold.
    /// </exception>
    public void Save(string path, WordVectorsFormat? format = null)
    {
        WordVectorsFormat chosen = format ?? FormatOf(path);
        Action<Stream, WordVectors> write = chosen switch
        {
            WordVectorsFormat.Binary => BinaryFormat.Write,
            WordVectorsFormat.Text => TextFormat.Write,
            WordVectorsFormat.Mapped => MappedFormat.Write,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
        };
        if (chosen != WordVectorsFormat.Mapped) RequireWordsWithoutSpaces();
        AtomicFile.Write(path, stream => write(stream, this));
    }

    private void RequireWordsWithoutSpaces()
    {
        foreach (string word in Words)
            if (word.Length == 0 || word.AsSpan().ContainsAny(WhiteSpace))
                throw new InvalidOperationException(
                    $"The word '{word}' is empty or has white space in it: a word2vec file cannot hold it, "
                        + $"{WordVectorsFormat.Mapped} can.");
    }
}
