using MLNet.SemanticConv;
using MLNet.SemanticConv.Internal;

namespace Microsoft.ML;

public static partial class SemanticConvolutionCatalog
{
    /// <summary>Chooses the texts whose labels would teach a model most.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">
    /// A fitted pipeline that ends in one-vs-rest and reads no column but that of the text, such as
    /// <see cref="SemanticConvolutionCatalog.SemanticTagger"/> fits. Before any row is labelled it can be fitted to no rows and
    /// <see cref="SemanticTextOptions.KnownLabels"/>.
    /// </param>
    /// <param name="unlabeled">Texts, in any number; those that are labelled already should not be among them. Read once.</param>
    /// <param name="count">How many to choose: fewer are chosen where there are fewer different texts.</param>
    /// <param name="options">How they are chosen; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told after each thousand texts, on the thread of the caller.</param>
    /// <param name="cancellationToken">Ends it with an exception.</param>
    /// <returns>The texts, those to label first in front, each once, with the reasons.</returns>
    /// <exception cref="ArgumentException">The model has no one-vs-rest stage.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or is no text, or <paramref name="count"/> is less than
    /// 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// <para>
    /// What a text teaches is told by its closest call: the label for which d + ½ ln(1 + n) is least, where d is the distance of the score
    /// from
    /// the threshold, in units of twice the standard deviation of scores, and n are the examples that the label has or may expect of the
    /// texts
    /// chosen before. To that least value −¼ ln of the mean cosine with texts in general and −ln(1 − c²) are added, where c is the greatest
    /// cosine with a text that was chosen, both between features; the text with the least sum is next.
    /// </para>
    /// <para>
    /// All texts are scored once, on all cores; some thousands stay in memory, of each label the closest calls, and the batch is chosen
    /// among
    /// them. Equal models, texts and seeds give equal choices, with any number of threads.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// foreach (var text in ml.MultiLabelClassification.SelectForLabeling(model, allText, count: 50)) Console.WriteLine(text);
    /// </code>
    /// </example>
    public static IReadOnlyList<LabelingCandidate> SelectForLabeling(
        this MultiLabelClassificationCatalog catalog,
        ITransformer model,
        IDataView unlabeled,
        int count = 50,
        LabelingOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(unlabeled);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        LabelingOptions own = options ?? new();
        var scorer = new TextScorer(model, own.TextColumnName);
        var host = new TrainingHost(catalog.Trainers.Environment, nameof(SelectForLabeling));
        var selection = new LabelingSelection(scorer, own, host, progress, cancellationToken);
        return Cancellation.Run(() => selection.Run(unlabeled, count), cancellationToken);
    }
}
