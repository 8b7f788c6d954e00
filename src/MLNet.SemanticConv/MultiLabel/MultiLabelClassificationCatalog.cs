using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Multi-label classification: a row has any number of labels, or none. Reached as <c>ml.MultiLabelClassification</c>.</summary>
public sealed class MultiLabelClassificationCatalog
{
    internal MultiLabelClassificationCatalog(IHostEnvironment environment) => Trainers = new(environment);

    /// <summary>The trainers.</summary>
    public MultiLabelClassificationTrainers Trainers { get; }

    /// <summary>Adds the names of the labels to the data to learn from: one more row for each label, with the words of its name as
    /// text.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="textColumnName">The column of texts. The default value is "Text".</param>
    /// <param name="labelColumnName">The column of labels, of a type that one-vs-rest can be trained on. The default value is
    /// "Labels".</param>
    /// <returns>
    /// All columns, with the labels as a vector of text, and a Boolean column "LearnOnly", which is true for the added rows. In these,
    /// floating-point columns are 1, so that they weigh as much as other rows where there are weights, and other columns are empty.
    /// One-vs-rest and the choice of a convolution's strength learn from these rows but never judge by them; splits and cross-validation
    /// keep them in training.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <remarks>
    /// A name such as "BATTERY#QUALITY" says what its texts will be about, which is a lot where examples are few. It is split at everything
    /// but letters and digits, and where a capital letter follows a small one; after a semantic convolution its words count for their
    /// neighbours too. A name without words, or of words that no text has, changes nothing. The rows are read lazily; the names come last,
    /// sorted.
    /// </remarks>
    /// <example>
    /// <code>
    /// var model = pipeline.Fit(ml.MultiLabelClassification.AppendLabelNames(train));
    /// </code>
    /// </example>
    [SuppressMessage("Performance", "CA1822",
        Justification = "It is reached as ml.MultiLabelClassification.AppendLabelNames, as in the catalogs of ML.NET.")]
    public IDataView AppendLabelNames(IDataView data, string textColumnName = "Text", string labelColumnName = "Labels")
    {
        ArgumentNullException.ThrowIfNull(data);
        return LabelNames.Append(data, textColumnName, labelColumnName);
    }

    /// <summary>
    /// Adds the names of the labels to texts from which a vocabulary is learnt: one more text for each label, made of the words of its
    /// name, so that a bag of words has slots for them even if no text has these words.
    /// </summary>
    /// <param name="texts">Texts, labelled or not.</param>
    /// <param name="labeled">The data whose labels' names are added.</param>
    /// <param name="textColumnName">The column of texts in <paramref name="texts"/>. The default value is "Text".</param>
    /// <param name="labelColumnName">
    /// The column of labels in <paramref name="labeled"/>, of a type that one-vs-rest can be trained on. The default value is "Labels".
    /// </param>
    /// <returns>The column of texts, read lazily; the names come last, sorted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <remarks>
    /// It helps where there is little text, because new texts will then have words of the names that no known text has. Names are not
    /// documents: learn document frequencies from the texts alone.
    /// </remarks>
    /// <example>
    /// <code>
    /// var weighted = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
    ///     .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    ///     .FittedOn(ml.MultiLabelClassification.AppendLabelNames(allText, train))   // the words of all text and of the labels' names
    ///     .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }))
    ///     .FittedOn(allText);                                                       // document frequencies of all text
    /// </code>
    /// </example>
    [SuppressMessage("Performance", "CA1822",
        Justification = "It is reached as ml.MultiLabelClassification.AppendLabelNames, as in the catalogs of ML.NET.")]
    public IDataView AppendLabelNames(IDataView texts, IDataView labeled, string textColumnName = "Text", string labelColumnName = "Labels")
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labeled);
        return LabelNames.Append(texts, labeled, textColumnName, labelColumnName);
    }

    /// <summary>
    /// Adds texts that another model has tagged to the data to learn from (pseudo-labels; Lee 2013). A fast model then learns what a slow
    /// one knows, its teacher: one that reads a sentence encoder's embeddings, or any other whose output has decisions with named slots.
    /// </summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="tagged">
    /// What the teacher makes of texts without labels, <c>teacher.Transform(unlabeled)</c>. Texts that it gives no label, and those that
    /// are among the rows already, are left out.
    /// </param>
    /// <param name="weight">What an added row weighs beside a labelled one. The default value is 0.5.</param>
    /// <param name="textColumnName">The column of texts, in both. The default value is "Text".</param>
    /// <param name="labelColumnName">The column of labels, of a type that one-vs-rest can be trained on. The default value is
    /// "Labels".</param>
    /// <param name="predictedLabelColumnName">
    /// The column of the teacher's decisions: a Boolean for each label, with its name as slot name. The default value is "PredictedLabels".
    /// </param>
    /// <param name="exampleWeightColumnName">
    /// The column of weights; it is made if <paramref name="data"/> do not have it, with 1 for their rows. The default value is "Weight".
    /// </param>
    /// <returns>
    /// All columns of <paramref name="data"/>, with the labels as a vector of text, the weights, and a Boolean column "LearnOnly", which is
    /// true for the added rows; read lazily. In these, other floating-point columns are 1 and other columns are empty, such as a sampling
    /// key, which only rows to judge by need. One-vs-rest and the choice of a convolution's strength learn from these rows but never judge
    /// by them, so that thresholds and probabilities come from the labelled rows. The teacher's mistakes are learnt too: it should be
    /// clearly better than the model would be without it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or <paramref name="weight"/> is not a
    /// positive number.</exception>
    /// <example>
    /// <code>
    /// var rows = ml.MultiLabelClassification.AppendTaggedTexts(train, model.Transform(allText));   // model: good, but slow
    /// var student = ml.MultiLabelClassification.Trainers
    ///     .SemanticTagger("Labels", "Text", allText, new() { ExampleWeightColumnName = "Weight" }).Fit(rows);
    /// </code>
    /// </example>
    [SuppressMessage("Performance", "CA1822",
        Justification = "It is reached as ml.MultiLabelClassification.AppendTaggedTexts, as in the catalogs of ML.NET.")]
    public IDataView AppendTaggedTexts(
        IDataView data,
        IDataView tagged,
        float weight = 0.5f,
        string textColumnName = "Text",
        string labelColumnName = "Labels",
        string predictedLabelColumnName = "PredictedLabels",
        string exampleWeightColumnName = "Weight")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(tagged);
        if (!(weight > 0 && float.IsFinite(weight)))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is a positive number.");
        return TaggedTexts.Append(
            data, tagged, weight, textColumnName, labelColumnName, predictedLabelColumnName, exampleWeightColumnName);
    }

    /// <summary>Compares the predictions of a fitted one-vs-rest model with the true labels.</summary>
    /// <param name="data">Data that the model has scored.</param>
    /// <param name="labelColumnName">The column of the true labels, of a type that one-vs-rest can be trained on. The default value is
    /// "Labels".</param>
    /// <param name="scoreColumnName">The column of scores, whose slots are named after the labels. The default value is "Scores".</param>
    /// <param name="predictedLabelColumnName">The column of decisions. The default value is "PredictedLabels".</param>
    /// <param name="unseenLabels">How to count true labels that the model was not trained on. The default value is
    /// <see cref="UnseenLabels.Missed"/>.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, of the wrong type or without slot names.</exception>
    /// <exception cref="InvalidDataException">There are no rows, a score is NaN, or a label is unseen and <paramref name="unseenLabels"/>
    /// makes that an error.</exception>
    /// <example>
    /// <code>
    /// var metrics = ml.MultiLabelClassification.Evaluate(model.Transform(test));
    /// Console.WriteLine($"micro-F1 {metrics.MicroF1:F3}, macro-F1 {metrics.MacroF1:F3}, mAP {metrics.MacroAveragePrecision:F3}");
    /// </code>
    /// </example>
    [SuppressMessage("Performance", "CA1822",
        Justification = "It is reached as ml.MultiLabelClassification.Evaluate, as in the catalogs of ML.NET.")]
    public MultiLabelMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Labels",
        string scoreColumnName = "Scores",
        string predictedLabelColumnName = "PredictedLabels",
        UnseenLabels unseenLabels = UnseenLabels.Missed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return MultiLabelMetrics.Compute(ScoredRows.Read(data, labelColumnName, scoreColumnName, predictedLabelColumnName, unseenLabels));
    }

    /// <summary>How far the metrics would move if other rows had been drawn: bootstrap confidence intervals (Efron 1979,
    /// percentiles).</summary>
    /// <param name="data">Data that the model has scored.</param>
    /// <param name="samples">How many samples are drawn, each of as many rows as the data have, with replacement. The default value is
    /// 1000.</param>
    /// <param name="confidenceLevel">The share of the samples that lies within an interval. The default value is 0.95.</param>
    /// <param name="labelColumnName">The column of the true labels. The default value is "Labels".</param>
    /// <param name="scoreColumnName">The column of scores. The default value is "Scores".</param>
    /// <param name="predictedLabelColumnName">The column of decisions. The default value is "PredictedLabels".</param>
    /// <param name="unseenLabels">How to count true labels that the model was not trained on. The default value is
    /// <see cref="UnseenLabels.Missed"/>.</param>
    /// <param name="seed">The seed of the draw. The default value is <see langword="null"/>: it is drawn from the seed of the
    /// <see cref="MLContext"/>.</param>
    /// <returns>The intervals.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or <paramref name="samples"/> or <paramref name="confidenceLevel"/> out of range.
    /// </exception>
    public MultiLabelConfidence Bootstrap(
        IDataView data, int samples = 1000, double confidenceLevel = 0.95,
        string labelColumnName = "Labels", string scoreColumnName = "Scores", string predictedLabelColumnName = "PredictedLabels",
        UnseenLabels unseenLabels = UnseenLabels.Missed, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        if (!(confidenceLevel > 0 && confidenceLevel < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "It must lie between 0 and 1.");
        }

        var rows = ScoredRows.Read(data, labelColumnName, scoreColumnName, predictedLabelColumnName, unseenLabels);
        return BootstrapSampling.Run(rows, samples, confidenceLevel, Seed(seed));
    }

    /// <summary>Splits data so that both parts have every label in proportion to their sizes (Sechidis et al. 2011).</summary>
    /// <param name="data">The data; its rows must come in the same order each time it is read.</param>
    /// <param name="testFraction">The share of the rows that goes to the test set. The default value is 0.1.</param>
    /// <param name="labelColumnName">The column of labels. The default value is "Labels".</param>
    /// <param name="samplingKeyColumnName">
    /// A column of text, keys, numbers, Booleans or times: rows with equal values in it (missing ones too) go to the same part, so that
    /// nothing from the source of a test text is trained on. Labels are then spread over the parts as evenly as whole groups allow. The
    /// default value is <see langword="null"/>: each row is on its own.
    /// </param>
    /// <param name="seed">The seed, which settles ties. The default value is <see langword="null"/>: it is drawn from the seed of the
    /// <see cref="MLContext"/>.</param>
    /// <returns>Both parts, read lazily from <paramref name="data"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or <paramref name="testFraction"/> is not
    /// between 0 and 1.</exception>
    /// <exception cref="InvalidDataException">The groups are too few or too large for a part of them to be the test set.</exception>
    public DataOperationsCatalog.TrainTestData TrainTestSplit(
        IDataView data,
        double testFraction = 0.1,
        string labelColumnName = "Labels",
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The test fraction must lie between 0 and 1.");
        int[] part = StratifiedParts.Of(data, labelColumnName, samplingKeyColumnName, [1 - testFraction, testFraction], Seed(seed));
        return StockResults.TrainTest(new PartView(data, part, p => p != 1), new PartView(data, part, p => p == 1));
    }

    /// <summary>Fits and evaluates an estimator on each of several splits, in which every label is spread evenly (Sechidis et al.
    /// 2011).</summary>
    /// <param name="data">The data; its rows must come in the same order each time it is read.</param>
    /// <param name="estimator">The whole pipeline, one-vs-rest included.</param>
    /// <param name="numberOfFolds">The number of folds. The default value is 5.</param>
    /// <param name="labelColumnName">The column of labels. The default value is "Labels".</param>
    /// <param name="samplingKeyColumnName">
    /// A column of text, keys, numbers, Booleans or times: rows with equal values in it (missing ones too) are tested in the same fold.
    /// Estimators that cross-validate within <c>Fit</c> have an option of the same name. The default value is <see langword="null"/>: each
    /// row is on its own.
    /// </param>
    /// <param name="unseenLabels">How to count labels of a fold that the other folds do not have. The default value is
    /// <see cref="UnseenLabels.Missed"/>.</param>
    /// <param name="seed">The seed, which settles ties. The default value is <see langword="null"/>: it is drawn from the seed of the
    /// <see cref="MLContext"/>.</param>
    /// <returns>For each fold, the model trained on the others and how well it tags the fold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or <paramref name="numberOfFolds"/> is less
    /// than 2.</exception>
    /// <exception cref="InvalidDataException">The groups are too few or too large for each fold to get one.</exception>
    /// <example>
    /// <code>
    /// var tagger = ml.MultiLabelClassification.Trainers.OneVersusRest(
    ///     context =&gt; context.BinaryClassification.Trainers.SparseLinearSvm());
    /// var folds = ml.MultiLabelClassification.CrossValidate(train, pipeline.Append(tagger), numberOfFolds: 3);
    /// Console.WriteLine(folds.Average(fold =&gt; fold.Metrics.MacroAveragePrecision));
    /// </code>
    /// </example>
    public IReadOnlyList<TrainCatalogBase.CrossValidationResult<MultiLabelMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Labels",
        string? samplingKeyColumnName = null,
        UnseenLabels unseenLabels = UnseenLabels.Missed,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        double[] shares = new double[numberOfFolds];
        Array.Fill(shares, 1.0 / numberOfFolds);
        int[] part = StratifiedParts.Of(data, labelColumnName, samplingKeyColumnName, shares, Seed(seed));
        var folds = new TrainCatalogBase.CrossValidationResult<MultiLabelMetrics>[numberOfFolds];
        for (int fold = 0; fold < numberOfFolds; fold++)
        {
            int held = fold;
            var model = estimator.Fit(new PartView(data, part, p => p != held));
            var scored = model.Transform(new PartView(data, part, p => p == held));
            folds[fold] = StockResults.Fold(model, Evaluate(scored, labelColumnName, unseenLabels: unseenLabels), scored, fold);
        }
        return folds;
    }

    private int Seed(int? seed) => seed ?? new TrainingHost(Trainers.Environment, nameof(MultiLabelClassificationCatalog)).NextSeed();
}
