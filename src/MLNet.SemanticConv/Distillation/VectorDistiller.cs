using Microsoft.Extensions.AI;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>
/// Puts what a sentence encoder knows about texts into vectors of their words, so that prediction needs no encoder: the weighted mean of a
/// text's word vectors comes as near to the text's embedding as it can.
/// </summary>
/// <remarks>
/// <para>
/// With A the weights of words in texts, each row divided by its sum, E the texts' embeddings and V₀ the words' own, it minimises ‖A·V −
/// E‖² + λ‖V − V₀‖² in the directions in which the embeddings vary most: a word in many texts gets the vector that these ask for, a rare
/// one stays near its own. A linear model on the means, learnt from few labelled texts, is then roughly the one that would be learnt on the
/// embeddings themselves.
/// </para>
/// <para>
/// Encoding takes most of the time; an <see cref="EmbeddingCache"/> keeps what was encoded. Memory: 4 bytes for each dimension of the
/// encoder and each word and text, and what conjugate gradient works with, for each thread 128 bytes a text and 512 a word.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var weighted = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
///     .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }));
/// var distilled = new VectorDistiller().Distill(weighted.Fit(allText).Transform(allText), "Weighted", "Text", encoder);
/// var features = weighted.FittedOn(allText)
///     .Append(ml.Transforms.Text.AverageWordVectors("Mean", "Weighted", distilled, removedComponents: null, unitLength: false));
/// </code>
/// </example>
public sealed class VectorDistiller
{
    internal const string Solving = "Solving for the word vectors";

    private const long Thousand = 1000;

    /// <param name="options">How it learns; <see langword="null"/> for the defaults.</param>
    public VectorDistiller(DistillationOptions? options = null) => Options = options ?? new();

    /// <summary>The settings.</summary>
    public DistillationOptions Options { get; }

    /// <summary>Learns word vectors from texts and an encoder.</summary>
    /// <param name="data">Texts, labelled or not, and their bags of words: the more, the better.</param>
    /// <param name="bagColumnName">
    /// The column of weights of words, such as <c>NormalizeTfIdf</c> makes: a vector of <see cref="float"/> whose slots are named after
    /// words.
    /// </param>
    /// <param name="textColumnName">The column of texts that are encoded.</param>
    /// <param name="encoder">The encoder: a local one or a service.</param>
    /// <param name="own">
    /// The embeddings of the words alone, as <see cref="WordVectors.Encode"/> makes them of the slot names, in their order;
    /// <see langword="null"/> has them made. The default value is <see langword="null"/>.
    /// </param>
    /// <param name="progress">Receives progress reports.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>
    /// The vectors, one for each slot, of <see cref="DistillationOptions.Dimensions"/> at most, less what all texts have in common. Their
    /// lengths mean something: have <c>AverageWordVectors</c> keep them, with <c>unitLength: false</c>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="ArgumentException">The slots have no names, or <paramref name="own"/> is not of their words.</exception>
    /// <exception cref="InvalidDataException">A weight is negative, or no text has a word.</exception>
    /// <exception cref="InvalidOperationException">The encoder gives embeddings that are not finite, or not of one length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public WordVectors Distill(
        IDataView data,
        string bagColumnName,
        string textColumnName,
        IEmbeddingGenerator<string, Embedding<float>> encoder,
        WordVectors? own = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(encoder);
        var rows = TextRows.Read(data, bagColumnName, textColumnName, cancellationToken);
        own ??= WordVectors.Encode(rows.Words, encoder, Told("Encoding the words"), cancellationToken);
        if (!own.Words.SequenceEqual(rows.Words))
            throw new ArgumentException(
                $"The vectors are not those of the slots of the column '{bagColumnName}', in their order.", nameof(own));
        var (embeddings, dimensions) = TextEncoding.Encode(rows.Texts, encoder, Told("Encoding the texts"), cancellationToken);
        if (dimensions != own.Dimensions)
            throw new ArgumentException(
                $"The words' vectors have {own.Dimensions} dimensions, the texts' embeddings {dimensions}.", nameof(own));

        var solving = progress is null ? null
            : new InlineProgress<double>(done => progress.Report(new(Solving, (long)(Thousand * done), Thousand)));
        var axes = PrincipalAxes.Of(embeddings, dimensions, Options.Dimensions, cancellationToken);
        var distillation = new VectorDistillation(rows.Weights, axes.Project(embeddings),
            axes.Project(own.Matrix.Span), axes.Count, Options);
        return new(rows.Words, distillation.Learn(solving, cancellationToken), axes.Count);

        InlineProgress<StepProgress>? Told(string step)
            => progress is null ? null : new(p => progress.Report(p with { Step = step }));
    }
}
