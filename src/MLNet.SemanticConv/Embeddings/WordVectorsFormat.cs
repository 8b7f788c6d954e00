namespace MLNet.SemanticConv;

/// <summary>The file formats in which word vectors are written. All keep every bit of every float.</summary>
public enum WordVectorsFormat
{
    /// <summary>
    /// The binary format of word2vec: a line "V d", then for each word its UTF-8 bytes, a space and d little-endian 32-bit floats.
    /// The same bytes as gensim's <c>save_word2vec_format(binary=True)</c>.
    /// </summary>
    Binary,

    /// <summary>
    /// The text format of word2vec: a line "V d", then a line for each word, the word and d numbers separated by spaces.
    /// The same bytes as gensim's <c>save_word2vec_format(binary=False)</c>.
    /// </summary>
    Text,

    /// <summary>
    /// The format of this library, which opens instantly: the file is mapped into memory, and only those pages of the matrix that are used
    /// are read, once for all processes. Words may hold any character. The matrix begins at a multiple of 64 bytes. Replace a file that is
    /// mapped only by renaming another to its name, as <see cref="WordVectors.Save"/> and <c>mv</c> do, and never overwrite or shorten it
    /// in place, as <c>cp</c> does: the system kills a process (SIGBUS) that reads where the file no longer is.
    /// </summary>
    Mapped,
}
