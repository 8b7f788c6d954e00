using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Learns one binary model for each label of a multi-label task, all from one copy of the features in memory.</summary>
/// <remarks>
/// <para>
/// | Estimator Characteristics | |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | Yes, once |
/// | Feature column data type | Vector of <see cref="float"/> of known size |
/// | Label column data type | Vector of text, key or vector of keys, <see cref="bool"/> or vector of it with slot names; it may be empty |
/// | <c>Scores</c>, <c>Probabilities</c> data type | Vector of <see cref="float"/> |
/// | <c>PredictedLabels</c> data type | Vector of <see cref="bool"/> |
/// | Slots | One for each label, named after it |
/// | Exportable to ONNX | No |
/// </para>
/// <para>
/// Memory: 8 bytes for each feature value other than 0 and 24 for each row; for tuned thresholds the held-out scores, 4 for each row and
/// label, which are ranked in place; and what each thread works with: for <c>SparseLinearSvm</c> and <c>SparseLogisticRegression</c>, which
/// train up to 16 labels at a time, 64 bytes for each feature and 70 or 134 for each row. 14,460 sentences of reviews with 180,848 values,
/// 11,787 features and 196 labels take 1.8 MB, 11.3 MB and 1.8 MB a thread.
/// </para>
/// <para>
/// Each label has a trainer of its own, made by the function given or copied from the trainer given, so that labels do not influence each
/// other and what is learnt is the same for every number of threads. A copy whose number of threads is not set uses one, as the labels
/// already keep the cores busy. ML.NET's FastTree trains one model at a time.
/// </para>
/// </remarks>
public sealed class OneVersusRestEstimator : IEstimator<OneVersusRestTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly BinaryLearner _learner;
    private readonly OneVersusRestOptions _options;
    private readonly IProgress<StepProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly int _seed;

    internal OneVersusRestEstimator(
        IHostEnvironment environment,
        BinaryLearner learner,
        string labelColumnName,
        string featureColumnName,
        OneVersusRestOptions? options,
        IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        (_environment, _learner, _options) = (environment, learner, options ?? new());
        (LabelColumnName, FeatureColumnName) = (labelColumnName, featureColumnName);
        (_progress, _cancellationToken) = (progress, cancellationToken);
        _seed = new TrainingHost(environment, nameof(OneVersusRestEstimator)).NextSeed();   // drawn once: every Fit learns the same
    }

    /// <summary>The column that holds each row's labels.</summary>
    public string LabelColumnName { get; }

    /// <summary>The column that holds each row's features.</summary>
    public string FeatureColumnName { get; }

    /// <summary>Trains the models of all labels.</summary>
    /// <param name="input">The training data; read once.</param>
    /// <returns>The fitted transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels, or a feature is not finite.</exception>
    /// <exception cref="InvalidOperationException">The trainer failed for a label, which the message names.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public OneVersusRestTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Fit(Read(input), null);
    }

    /// <summary>
    /// Trains the models of all labels, from rows without labels too: each label learns from those that its model ranks first, 5 in any
    /// case and up to 60 above its threshold, as further examples of 0.3 of a row's weight (self-training; Scudder, "Probability of error
    /// of some adaptive pattern-recognition machines", 1965). This needs a linear trainer, tuned thresholds, and two rows or more for half
    /// of the labels. It is done only if held-out rows are ranked better by a standard error; the log says so. It takes two to four times
    /// as long.
    /// </summary>
    /// <param name="input">The training data; read once.</param>
    /// <param name="unlabeledData">
    /// Rows without labels, with the column of features; read once and kept in memory. If the scores of all of them by all labels would
    /// take more than 100 MB, only the first are learnt from.
    /// </param>
    /// <returns>The fitted transformer.</returns>
    /// <exception cref="ArgumentException">The features of <paramref name="unlabeledData"/> have another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels, or a feature is not finite.</exception>
    /// <exception cref="InvalidOperationException">The trainer failed for a label, which the message names.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    /// <example>
    /// <code>
    /// var features = ml.Transforms.Text.FeaturizeText("Features", "Text").Fit(allText);
    /// var tagger = ml.MultiLabelClassification.Trainers
    ///     .OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())
    ///     .Fit(features.Transform(train), features.Transform(allText));
    /// </code>
    /// </example>
    public OneVersusRestTransformer Fit(IDataView input, IDataView unlabeledData)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(unlabeledData);
        var data = Read(input);
        var unlabeled = FeatureRows.Read(unlabeledData, FeatureColumnName, _cancellationToken);
        return unlabeled.Size == data.Features.Size ? Fit(data, unlabeled) : throw new ArgumentException(
            $"The column '{FeatureColumnName}' of the rows without labels has {unlabeled.Size} features, that of the labelled rows "
                + $"{data.Features.Size}: make both by the same transformer.",
            nameof(unlabeledData));
    }

    private TrainingRows Read(IDataView input) => TrainingRows.Read(
        input, FeatureColumnName, LabelColumnName, _learner.WeightColumnName, _options.SamplingKeyColumnName, _options.MinimumSupport,
        _cancellationToken);

    private OneVersusRestTransformer Fit(TrainingRows data, FeatureRows? unlabeled)
    {
        var host = new TrainingHost(_environment, nameof(OneVersusRestEstimator), _seed);
        using var cancelling = _cancellationToken.Register(host.Cancel);
        var (models, sigmoids, thresholds) = new LabelTraining(
            data, _learner, _options, host, _progress, _cancellationToken, unlabeled).Run();
        var examples = data.ExampleLabels;
        int[] support = [.. Enumerable.Range(0, examples.Count).Select(k => examples[k].Length)];
        return OneVersusRestTransformer.Create(FeatureColumnName, data.Features.Size, data.Labels.Names,
            support, thresholds, models, sigmoids);
    }

    /// <summary>The shape of the schema after this estimator.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The shape with the columns <c>Scores</c>, <c>Probabilities</c> and <c>PredictedLabels</c> added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in new[] { LabelColumnName, FeatureColumnName })
        {
            if (!inputSchema.Any(column => column.Name == name))
                throw new ArgumentOutOfRangeException(nameof(inputSchema),
                    $"There is no column '{name}' among {string.Join(", ", inputSchema.Select(c => $"'{c.Name}'"))}.");
        }
        SchemaShape.Column[] added =
        [
            SchemaShapes.SlotNamedVector(OneVersusRestTransformer.ScoresName, NumberDataViewType.Single,
                (OneVersusRestTransformer.SupportName, NumberDataViewType.Int32),
                (OneVersusRestTransformer.ThresholdsName, NumberDataViewType.Single)),
            SchemaShapes.SlotNamedVector(OneVersusRestTransformer.ProbabilitiesName, NumberDataViewType.Single),
            SchemaShapes.SlotNamedVector(OneVersusRestTransformer.PredictedLabelsName, BooleanDataViewType.Instance),
        ];
        return new SchemaShape(inputSchema.Where(column => added.All(a => a.Name != column.Name)).Concat(added));
    }
}
