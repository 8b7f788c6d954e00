using MLNet.SemanticConv;

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
    /// By default two of five texts are drawn at random, and come first. Of the others, what a text teaches is told by its closest call:
    /// the label for which d + ½ ln(1 + n) is least, where d is the distance of the score from the threshold, in units of twice the
    /// standard deviation of scores, and n are the examples that the label has or may expect of the texts chosen before. To that least
    /// value −¼ ln of the mean cosine with texts in general and −ln(1 − c²) are added, where c is the greatest cosine with a text that was
    /// chosen, both between features; the text with the least sum is next.
    /// </para>
    /// <para>
    /// All texts are scored once, on all cores; some thousands stay in memory, of each label the closest calls, and the batch is chosen
    /// among them. Small batches are better than large ones, for a model that has learnt from the last batch chooses the next one better.
    /// Equal models, texts and seeds give equal choices, with any number of threads.
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

    /// <summary>Chooses the labelled rows whose labels are probably wrong: a model that has not seen a row contradicts them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labeled">Labelled rows; they must come in the same order each time they are read.</param>
    /// <param name="estimator">The whole pipeline, one-vs-rest included; it is fitted once for each fold, on the other folds.</param>
    /// <param name="count">How many rows to choose at most.</param>
    /// <param name="numberOfFolds">The number of folds. The default value is 5.</param>
    /// <param name="labelColumnName">The column of labels. The default value is "Labels".</param>
    /// <param name="samplingKeyColumnName">
    /// A column of which rows with equal values are in the same fold. The default value is <see langword="null"/>: each row is by itself.
    /// </param>
    /// <param name="seed">
    /// Settles which rows are in a fold. The default value is <see langword="null"/>: it is drawn from that of the <see cref="MLContext"/>.
    /// </param>
    /// <param name="progress">Told the share of folds that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends it with an exception between two folds; the estimator has a token of its own.</param>
    /// <returns>The rows, the most suspicious first, with the labels in question.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is unfit, or a number is too small.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// Confident learning (Northcutt, Jiang and Chuang 2021), label by label. A label that a row has is doubted as far as its probability
    /// falls short of the mean over all rows that have the label; one that it lacks is missed as far as its probability comes up to that
    /// mean.
    /// </remarks>
    /// <example>
    /// <code>
    /// var tagger = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText);
    /// foreach (ReviewCandidate row in ml.MultiLabelClassification.SelectForReview(train, tagger, count: 100)) Console.WriteLine(row);
    /// </code>
    /// </example>
    public static IReadOnlyList<ReviewCandidate> SelectForReview(
        this MultiLabelClassificationCatalog catalog,
        IDataView labeled,
        IEstimator<ITransformer> estimator,
        int count = 50,
        int numberOfFolds = 5,
        string labelColumnName = "Labels",
        string? samplingKeyColumnName = null,
        int? seed = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(labeled);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        var host = new TrainingHost(catalog.Trainers.Environment, nameof(SelectForReview));
        double[] shares = new double[numberOfFolds];
        Array.Fill(shares, 1.0 / numberOfFolds);
        int[] part = StratifiedParts.Of(labeled, labelColumnName, samplingKeyColumnName, shares, seed ?? host.NextSeed());
        var rows = HeldOutRows.Of(
            labeled, estimator, part, numberOfFolds, labelColumnName, done => progress?.Report((double)done / numberOfFolds),
            cancellationToken);
        var chosen = ConfidentLearning.MostSuspicious(rows, count);
        host.Info(nameof(SelectForReview), $"Chose {chosen.Count} of {rows.Count} labelled rows.");
        return chosen;
    }
}
