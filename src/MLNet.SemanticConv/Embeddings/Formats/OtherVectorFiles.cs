namespace MLNet.SemanticConv;

/// <summary>Files and folders that hold vectors in a way that is not read here, and what to do about them.</summary>
internal static class OtherVectorFiles
{
    /// <summary>The bytes to look at.</summary>
    public const int StartLength = 6;

    /// <summary>What is wrong with a folder.</summary>
    public static string Folder(string path)
        => Directory.Exists(Path.Combine(path, "metadata")) && Directory.Exists(Path.Combine(path, "data"))
            ? $"'{path}' is a model that Apache Spark saved, in files of Parquet, which this library does not read: convert it with "
                + "'semconv vectors convert --vectors FOLDER --out V.bin', the tool of this project."
            : $"'{path}' is a folder: give a file of word vectors.";

    /// <summary>What is wrong with a file that begins so, or null.</summary>
    public static string? Problem(ReadOnlySpan<byte> start) => start switch
    {
        [0xBA, 0x16, 0x4F, 0x2F, ..] =>
            "is a model of fastText (.bin), which holds parts of words: give the .vec file that fastText writes beside it, "
            + "or write one with gensim's load_facebook_vectors and save_word2vec_format",
        [0x80, >= 2 and <= 5, ..] =>
            "is a pickle of Python, as gensim's save writes: write the vectors with save_word2vec_format instead",
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'] =>
            "is an array of NumPy without words: write the vectors with gensim's save_word2vec_format",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "is UTF-16: convert it to UTF-8",
        _ => null,
    };
}
