using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>
/// Learns word vectors from text by word2vec with negative sampling (Mikolov et al. 2013, "Distributed Representations of Words and
/// Phrases and their Compositionality"). The text is read once to count its words and once for each epoch, in blocks: memory holds the
/// vocabulary, two matrices of V × d floats and the pairs of a stretch of text, however long the text is.
/// </summary>
/// <param name="options">The settings; null takes the defaults.</param>
/// <example>
/// <code>
/// var trainer = new Word2VecTrainer(new() { Dimensions = 100, MinCount = 2, NumberOfThreads = 1, Seed = 1 });
/// var vectors = trainer.Train(["the charger broke", "the cable broke", "the charger works"]);
/// </code>
/// </example>
public sealed class Word2VecTrainer(Word2VecOptions? options = null)
{
    /// <summary>The settings.</summary>
    public Word2VecOptions Options { get; } = options ?? new();

    /// <summary>Trains on a column of a data view, read lazily and once.</summary>
    /// <param name="data">
    /// The data; a row is a sentence. The pass that counts the words keeps the text in a temporary file, so that the epochs need not run
    /// the pipeline again; if there is no room for the file, they do.
    /// </param>
    /// <param name="columnName">A column of text, which is split at white space, or of vectors of text, which are taken as words.</param>
    /// <param name="progress">Receives progress reports, from any thread.</param>
    /// <param name="cancellationToken">Cancels the run at the next block of text.</param>
    /// <returns>The vectors, V × d, by falling frequency of their words.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    /// <exception cref="InvalidOperationException">The text holds no words, none that is frequent enough, or too many for an array of their
    /// vectors.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public WordVectors Train(
        IDataView data, string columnName, IProgress<Word2VecProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        using var corpus = new SpooledCorpus(new DataViewCorpus(data, columnName));
        return Train(corpus, progress, cancellationToken);
    }

    /// <summary>Trains on sentences.</summary>
    /// <param name="sentences">
    /// The sentences, whose words are separated by white space. Enumerated once, and again for each epoch if they have more than 32 million
    /// words.
    /// </param>
    /// <param name="progress">Receives progress reports, from any thread.</param>
    /// <param name="cancellationToken">Cancels the run at the next block of text.</param>
    /// <returns>The vectors, V × d, by falling frequency of their words.</returns>
    /// <exception cref="InvalidOperationException">
    /// The text holds no words, none that is frequent enough, or too many for an array of their vectors; or <paramref name="sentences"/>
    /// are long and can be enumerated only once.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public WordVectors Train(
        IEnumerable<string> sentences, IProgress<Word2VecProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return Train(new SentenceCorpus(sentences), progress, cancellationToken);
    }

    /// <summary>Trains on a text file.</summary>
    /// <param name="path">The file, UTF-8, plain or gzip: a line is a sentence, whose words are separated by white space.</param>
    /// <param name="progress">Receives progress reports, from any thread.</param>
    /// <param name="cancellationToken">Cancels the run at the next block of text.</param>
    /// <returns>The vectors, V × d, by falling frequency of their words.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged gzip.</exception>
    /// <exception cref="InvalidOperationException">The text holds no words, none that is frequent enough, or too many for an array of their
    /// vectors.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public WordVectors TrainFile(string path, IProgress<Word2VecProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Train(new FileCorpus(path), progress, cancellationToken);
    }

    internal WordVectors Train(ICorpus corpus, IProgress<Word2VecProgress>? progress, CancellationToken cancellationToken)
        => new TrainingRun(Options, corpus, progress, cancellationToken).Train();
}
