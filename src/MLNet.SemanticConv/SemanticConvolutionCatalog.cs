using MLNet.SemanticConv;

namespace Microsoft.ML;

/// <summary>What <see cref="MLNet.SemanticConv"/> adds to the catalogs of ML.NET.</summary>
public static partial class SemanticConvolutionCatalog
{
    /// <summary>
    /// Splits raw text into lower-case words: what lies between white space, punctuation and symbols, in every script. The bag of words and
    /// word2vec must see the same words, so use this for both.
    /// </summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a variable-size vector of text.</param>
    /// <param name="inputColumnName">
    /// The column that is read, of text or of vectors of text; <see langword="null"/> means <paramref name="outputColumnName"/>.
    /// </param>
    /// <remarks>
    /// <para>
    /// A word consists of letters, numbers and their combining marks, and underscores. White space, control characters, punctuation and
    /// symbols end it: Unicode's categories Z, C, P and S, emoji among them. Soft hyphens and other invisible characters are left out;
    /// joiners stay within the word. Case is that of the invariant culture; accents stay. A saved model loads with stock ML.NET code, and
    /// one saved by an earlier version splits text as that version did.
    /// </para>
    /// <para>
    /// Chinese, Japanese, Thai, Lao, Khmer and Burmese have no spaces between words, and Korean has them only around words with all their
    /// endings. In these scripts every two characters in a row are a word, as in search engines: "屏幕很好" is "屏幕", "幕很" and "很好". A
    /// word segmenter for the language may do better: use it as the <see cref="SemanticTextOptions.Tokenizer"/>, or for both word2vec and
    /// the bag (in a custom mapping, for example with Microsoft.ML.Tokenizers); or separate the words by spaces beforehand and use
    /// <c>TokenizeIntoWords</c>.
    /// </para>
    /// <para>
    /// No stock transform does this alone: <c>ProduceWordBags</c> on raw text splits at spaces only and keeps the case, so that "Screen,"
    /// and "screen" are two words; <c>NormalizeText</c> with <c>keepPunctuations: false</c> deletes marks without leaving a space, so that
    /// "screen,but" becomes "screenbut"; <c>TokenizeIntoWords</c> splits at given 16-bit characters, which emoji are not.
    /// </para>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | No |
    /// | Input column data type | Text or vector of Text |
    /// | Output column data type | Variable-size vector of Text |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// </remarks>
    /// <returns>The estimator.</returns>
    /// <example>
    /// <code>
    /// var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
    /// var bag = tokens.Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1));
    /// var vectors = WordVectors.Train(tokens.Fit(allText).Transform(allText), "Tokens");   // the same words
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> TokenizeIntoNormalizedWords(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new WordTokenizingEstimator(outputColumnName, inputColumnName);
    }

    /// <summary>
    /// Counts a word for its neighbours too: y = x + x·C, where x is a vector of term counts and C the correlation matrix of the words
    /// that name its slots.
    /// </summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of the input column's size and slot
    /// names.</param>
    /// <param name="inputColumnName">The column that is read, such as <c>ProduceWordBags</c> makes; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="vectors">The word vectors that tell which words are neighbours, trained on the same kind of tokens as the bag.</param>
    /// <param name="options">How neighbours are chosen and weighted; <see langword="null"/> means
    /// <see cref="CorrelationOptions.Default"/>.</param>
    /// <returns>The estimator, which builds C when it is fitted.</returns>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | No, only at the slot names of the input column |
    /// | Input column data type | Known-size vector of <xref:System.Single> with slot names |
    /// | Output column data type | Known-size vector of <xref:System.Single>, slot names kept |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// A slot whose name is not a word of the vectors, such as a rare word, is passed on as it is (times 1 +
    /// <see cref="CorrelationOptions.OwnWeight"/>).
    /// </para>
    /// <para>
    /// The order of stages decides where idf acts. After <see cref="NormalizeTfIdf"/>, or after <c>ProduceWordBags(weighting: TfIdf)</c>,
    /// rare words hand on more than frequent ones: x·D·(I + C). Before it, the convolved counts are weighted: x·(I + C)·D.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var features = ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1)
    ///     .Append(ml.Transforms.Text.ApplySemanticConvolution("Features", null, vectors, CorrelationOptions.Blog))
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Features"));
    /// </code>
    /// </example>
    public static IEstimator<SemanticConvolutionTransformer> ApplySemanticConvolution(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName,
        WordVectors vectors,
        CorrelationOptions? options = null)
        => new SemanticConvolutionEstimator(HostEnvironments.Of(catalog), outputColumnName, inputColumnName, vectors, options);

    /// <summary>
    /// Counts a word for its neighbours too, y = x + x·C, as far as that helps on labelled rows: the strength of the convolution, possibly
    /// 0, is chosen by cross-validation.
    /// </summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of the input column's size and slot
    /// names.</param>
    /// <param name="inputColumnName">The column that is read, such as <see cref="NormalizeTfIdf"/> makes; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="vectors">The word vectors that tell which words are neighbours, trained on the same kind of tokens as the bag.</param>
    /// <param name="labelColumnName">The column of labels to judge by: a vector of text, a key or a vector of keys, a Boolean, or a vector
    /// of Booleans with slot names.</param>
    /// <param name="options">What to choose from, and how; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives each setting as it is judged; no convolution comes last.</param>
    /// <param name="cancellationToken">Cancels <see cref="IEstimator{TTransformer}.Fit"/>.</param>
    /// <returns>The estimator, which chooses and builds C when it is fitted.</returns>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | Yes, once |
    /// | Input column data type | Known-size vector of <xref:System.Single> with slot names |
    /// | Label column data type | Vector of text, key or vector of keys, Boolean or vector of Booleans with slot names |
    /// | Output column data type | Known-size vector of <xref:System.Single>, slot names kept |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// How much convolution helps depends on the data: it helps much where labels are few and texts short, and harms where neighbours are
    /// different topics, as wheat and corn are. So each candidate, and no convolution, is judged by cross-validation: a linear SVM for each
    /// label learns from convolved rows of unit length, and the average precision of its scores on held-out rows is averaged over the
    /// labels that at least two rows have. The first candidate is chosen unless another, or no convolution, is better by more than the
    /// standard error of the difference over the labels. (With a single label there is no such error, and the best is chosen.) So that it
    /// does no harm, the choice must also beat no convolution by a standard error and by 0.005; otherwise there is no convolution. Where
    /// that error is above 0.02, the labelled rows are too few to tell, and the choice stays unless no convolution is better by a standard
    /// error. If no two rows share a label, or every candidate ranks the rows alike, there is nothing to judge by, and the first candidate
    /// is chosen, because words that no labelled row has are worth more with their neighbours.
    /// </para>
    /// <para>
    /// One search finds the neighbours for all candidates that allow it; the rows are read once and kept in memory. The work is that of
    /// training one-vs-rest of linear SVMs <c>NumberOfFolds</c> times for each candidate and for no convolution.
    /// </para>
    /// <para>It must be fitted on the labelled rows: apply <see cref="FittedOn"/> to the bag and TF-IDF before it, not to it.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var features = ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1)
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }))
    ///     .FittedOn(allText)
    ///     .Append(ml.Transforms.Text.ApplyTunedSemanticConvolution("Features", "Weighted", vectors, "Labels"));
    /// var chosen = features.Fit(train).LastTransformer.Matrix;   // without entries where no convolution is best
    /// </code>
    /// </example>
    public static IEstimator<SemanticConvolutionTransformer> ApplyTunedSemanticConvolution(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName,
        WordVectors vectors,
        string labelColumnName,
        ConvolutionTuningOptions? options = null,
        IProgress<ConvolutionTrial>? progress = null,
        CancellationToken cancellationToken = default)
        => TunedSemanticConvolutionEstimator.Of(
            HostEnvironments.Of(catalog), outputColumnName, inputColumnName, vectors, labelColumnName, options, progress,
            cancellationToken);

    /// <summary>
    /// Counts a word for its neighbours too, by several sets of word vectors: y = x + x·(C₁ + C₂ + …). Which of them count, if any, and how
    /// much, is chosen by cross-validation on labelled rows.
    /// </summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of the input column's size and slot
    /// names.</param>
    /// <param name="inputColumnName">The column that is read, such as <see cref="NormalizeTfIdf"/> makes; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="sources">The word vectors, each with its neighbours, threshold and strength: those of the corpus beside those of an
    /// encoder, for example.</param>
    /// <param name="labelColumnName">The column of labels to judge by, of a type that one-vs-rest can be trained on.</param>
    /// <param name="options">How to choose; <see langword="null"/> for the defaults. The sources are tried at their strengths multiplied by
    /// each of <see cref="ConvolutionTuningOptions.Factors"/>; <see cref="ConvolutionTuningOptions.Candidates"/> is ignored.</param>
    /// <param name="progress">Receives each choice as it is judged: all sources together first, then each alone, no convolution
    /// last.</param>
    /// <param name="cancellationToken">Cancels <see cref="IEstimator{TTransformer}.Fit"/>.</param>
    /// <returns>The estimator, which chooses and builds C when it is fitted.</returns>
    /// <exception cref="ArgumentException">There are no sources.</exception>
    /// <example>
    /// <code>
    /// var weighted = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
    ///     .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }));
    /// ConvolutionSource[] sources = [new("word2vec", vectors), new("encoder", WordVectors.Encode(vectors.Words, encoder))];
    /// var features = weighted.FittedOn(allText)
    ///     .Append(ml.Transforms.Text.ApplyTunedSemanticConvolution("Features", "Weighted", sources, "Labels"));
    /// </code>
    /// </example>
    public static IEstimator<SemanticConvolutionTransformer> ApplyTunedSemanticConvolution(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName,
        IReadOnlyList<ConvolutionSource> sources,
        string labelColumnName,
        ConvolutionTuningOptions? options = null,
        IProgress<ConvolutionTrial>? progress = null,
        CancellationToken cancellationToken = default)
        => TunedSemanticConvolutionEstimator.Of(
            HostEnvironments.Of(catalog), outputColumnName, inputColumnName, sources, labelColumnName, options, progress,
            cancellationToken);

    /// <summary>Makes a text the sum of its words' vectors, scaled to length 1: y = x·V / ‖x·V‖. It is an alternative to the
    /// convolution.</summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of the word vectors' length; zeros where no
    /// word has a vector.</param>
    /// <param name="inputColumnName">The column that is read, such as <see cref="NormalizeTfIdf"/> makes; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="vectors">The word vectors, trained on the same kind of tokens as the bag.</param>
    /// <param name="removedComponents">
    /// How many principal components the vectors lose after they are centred, as in <see cref="CorrelationOptions.RemovedComponents"/>;
    /// <see langword="null"/> leaves them as they are. The default value is 2.
    /// </param>
    /// <param name="unitLength">
    /// Whether each word's vector is scaled to length 1, or its length is part of what it says, as in those of
    /// <see cref="VectorDistiller"/>. The default value is <see langword="true"/>.
    /// </param>
    /// <returns>The estimator, which looks up the vectors of the slot names when it is fitted.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="removedComponents"/> is negative.</exception>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | No, only at the slot names of the input column |
    /// | Input column data type | Known-size vector of <xref:System.Single> with slot names |
    /// | Output column data type | Known-size vector of <xref:System.Single>, of the vectors' length |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// It serves to compare the convolution with. It keeps where the words of a text lie on average, but not which words they are.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var features = ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1)
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }))
    ///     .Append(ml.Transforms.Text.AverageWordVectors("Mean", "Weighted", vectors))
    ///     .Append(ml.Transforms.NormalizeLpNorm("Weighted"))
    ///     .Append(ml.Transforms.Concatenate("Features", "Weighted", "Mean"));   // or "Mean" alone
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> AverageWordVectors(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName, WordVectors vectors,
        int? removedComponents = 2, bool unitLength = true)
        => new WordVectorAveragingEstimator(HostEnvironments.Of(catalog), outputColumnName, inputColumnName,
            vectors, removedComponents, unitLength);

    /// <summary>Weights term counts by inverse document frequency.</summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of the input column's size and slot
    /// names.</param>
    /// <param name="inputColumnName">The column of term counts that is read; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The formula; <see langword="null"/> means that of <c>ProduceWordBags(weighting: TfIdf)</c>, bit for
    /// bit.</param>
    /// <returns>The estimator, which learns the document frequencies when it is fitted.</returns>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | Yes, once |
    /// | Input column data type | Known-size vector of <xref:System.Single> |
    /// | Output column data type | Known-size vector of <xref:System.Single>, slot names kept |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// Weight of slot i in a document: tf · idfᵢ with idfᵢ = ln(N / dfᵢ) (Spärck Jones 1972). A document counts towards dfᵢ where the value
    /// is 1 or more, so that the fraction that a word gets from its neighbours does not count as an occurrence.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var weighted = ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1)
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true, SublinearTf = true }));
    /// </code>
    /// </example>
    public static IEstimator<ITransformer> NormalizeTfIdf(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        TfIdfOptions? options = null)
        => new TfIdfNormalizingEstimator(HostEnvironments.Of(catalog), outputColumnName, inputColumnName, options);

    /// <summary>Makes an estimator learn from its own corpus instead of the data that the pipeline is fitted on.</summary>
    /// <typeparam name="TTransformer">What the estimator fits.</typeparam>
    /// <param name="estimator">The estimator, or a chain of them: everything before this call.</param>
    /// <param name="corpus">What it learns from, with the columns that it reads: usually all text, labelled or not.</param>
    /// <returns>An estimator that ignores the data passed to <c>Fit</c>.</returns>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | No, only at the corpus, once, when it is first fitted |
    /// | Input and output columns | Those of the wrapped estimator |
    /// ]]></format>
    /// <para>
    /// The result of the first fit is kept and returned by every later one, so that cross-validation does not read the corpus for each
    /// fold.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var bag = ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).FittedOn(allText);
    /// var model = bag.Fit(train);   // the words of all text, whatever the labelled rows have
    /// </code>
    /// </example>
    public static IEstimator<TTransformer> FittedOn<TTransformer>(this IEstimator<TTransformer> estimator, IDataView corpus)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(corpus);
        return new FittedOnEstimator<TTransformer>(estimator, corpus);
    }
}
