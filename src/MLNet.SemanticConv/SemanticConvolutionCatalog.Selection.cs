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
    /// <param name="unlabeled">Any number of texts. They are read once.</param>
    /// <param name="labeled">
    /// The texts that are labelled already, in a column of the same name: they are not chosen, and texts like them are less likely to be;
    /// <see langword="null"/> before any text is labelled.
    /// </param>
    /// <param name="count">How many to choose; fewer are chosen if there are fewer different texts. The default value is 50.</param>
    /// <param name="options">How they are chosen; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives a report after every thousand texts, on the caller's thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The chosen texts, each once, in the order in which to label them, with the reasons.</returns>
    /// <exception cref="ArgumentException">The model has no one-vs-rest stage.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or is not text, or <paramref name="count"/> is less than
    /// 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// <para>
    /// Texts are ranked by their closest call and by what they represent. The closest call is the label for which d + ½ ln(1 + n) is least,
    /// where d is the distance of the score from the threshold, in units of twice the standard deviation of scores, and n is the number of
    /// examples that the label has or may expect from the texts chosen so far. What a text represents is the gain of transductive
    /// experimental design (Yu, Bi and Tresp 2006): by how much the variance of a ridge regression's predictions for texts in general
    /// falls once the text is labelled too, computed on 256 random projections of the features. Next comes the text with the least value of
    /// d + ½ ln(1 + n) − 4 ln(gain).
    /// </para>
    /// <para>
    /// All texts are scored once, on all cores; the closest calls of each label, some thousands of texts, stay in memory, and the batch is
    /// chosen among them. Small batches are better than large ones, because a model that has learnt from one batch chooses the next one
    /// better. The same model, texts and seed give the same choice with any number of threads.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// foreach (var text in ml.MultiLabelClassification.SelectForLabeling(model, allText, train, count: 50)) Console.WriteLine(text);
    /// </code>
    /// </example>
    public static IReadOnlyList<LabelingCandidate> SelectForLabeling(
        this MultiLabelClassificationCatalog catalog,
        ITransformer model,
        IDataView unlabeled,
        IDataView? labeled,
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
        return Cancellation.Run(() => selection.Run(unlabeled, labeled, count), cancellationToken);
    }

    /// <summary>Chooses the labelled rows whose labels are probably wrong: a model that has not seen a row contradicts them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labeled">Labelled rows; they must come in the same order each time they are read.</param>
    /// <param name="estimator">The whole pipeline, one-vs-rest included; it is fitted once for each fold, on the other folds.</param>
    /// <param name="count">The most rows to choose. The default value is 50.</param>
    /// <param name="numberOfFolds">The number of folds. The default value is 5.</param>
    /// <param name="labelColumnName">The column of labels. The default value is "Labels".</param>
    /// <param name="samplingKeyColumnName">
    /// A column: rows with equal values in it are in the same fold. The default value is <see langword="null"/>: each row is on its own.
    /// </param>
    /// <param name="seed">
    /// The seed, which determines the rows of each fold. The default value is <see langword="null"/>: it is drawn from the seed of the
    /// <see cref="MLContext"/>.
    /// </param>
    /// <param name="progress">Receives the share of the folds that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the call between two folds; the estimator takes its own token.</param>
    /// <returns>The rows, the most suspicious first, with the labels in question.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is too small.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// Confident learning (Northcutt, Jiang and Chuang 2021), label by label. A label that a row has is doubtful to the degree that its
    /// probability falls short of the mean over all rows that have the label; one that it lacks is missing to the degree that its
    /// probability approaches that mean.
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
