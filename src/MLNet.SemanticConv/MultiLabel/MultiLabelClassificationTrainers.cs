using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>The trainers of <see cref="MultiLabelClassificationCatalog"/>.</summary>
public sealed class MultiLabelClassificationTrainers
{
    internal MultiLabelClassificationTrainers(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }

    /// <summary>One binary model for each label, each trained by its own instance of any of ML.NET's binary trainers.</summary>
    /// <typeparam name="TModel">The kind of model that the trainers make.</typeparam>
    /// <param name="createTrainer">
    /// Creates a trainer, always with the same settings, from the context passed to it and no other: that context supplies the random
    /// numbers, the log and the cancellation of one model. It is called from several threads at once. The columns that the trainer names
    /// need not exist, except for that of example weights. On TF-IDF features, set the regularisation (ML.NET's defaults are made for other
    /// data), and set the number of threads to 1 if the trainer has that setting, because the labels already keep the cores busy.
    /// </param>
    /// <param name="labelColumnName">
    /// The column of labels: a vector of text, a key or a vector of keys, a Boolean, or a vector of Booleans with slot names, one for each
    /// label. The default value is "Labels".
    /// </param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="options">How labels are trained and their thresholds found; null for the defaults.</param>
    /// <param name="progress">Receives a report for each model that is trained, from any thread, one at a time.</param>
    /// <param name="cancellationToken">Cancels <see cref="OneVersusRestEstimator.Fit(IDataView)"/>; nothing goes on in the
    /// background.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A name is null or empty, or <paramref name="createTrainer"/> returns null.</exception>
    /// <exception cref="NotSupportedException">Balanced classes are requested, but the trainer does not support example
    /// weights.</exception>
    /// <example>
    /// <code>
    /// var tagger = ml.MultiLabelClassification.Trainers.OneVersusRest(
    ///     context =&gt; context.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 }),
    ///     options: new() { MinimumSupport = 3 });
    /// var tags = pipeline.Append(tagger).Fit(train);
    /// </code>
    /// </example>
    public OneVersusRestEstimator OneVersusRest<TModel>(
        Func<MLContext, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>> createTrainer,
        string labelColumnName = "Labels",
        string featureColumnName = "Features",
        OneVersusRestOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(createTrainer);
        var first = createTrainer(new MLContext(seed: 0))
            ?? throw new ArgumentException("The function returned null instead of a trainer.", nameof(createTrainer));
        bool balanced = options?.ClassWeighting == ClassWeighting.Balanced;
        BinaryLearner learner = Sparse(first, balanced) ?? (BinaryLearner)new StockLearner<TModel>(createTrainer, first, balanced);
        return new(Environment, learner, labelColumnName, featureColumnName, options, progress, cancellationToken);
    }

    /// <summary>
    /// One binary model for each label, each trained by a copy of a trainer, made field by field. Prefer the overload that takes a
    /// function, which creates each trainer anew.
    /// </summary>
    /// <typeparam name="TModel">The kind of model that the trainer makes.</typeparam>
    /// <param name="binaryTrainer">
    /// The trainer, with its own settings; the columns that it names need not exist, except for that of example weights. On TF-IDF
    /// features, set the regularisation: ML.NET's defaults are made for other data.
    /// </param>
    /// <param name="labelColumnName">
    /// The column of labels: a vector of text, a key or a vector of keys, a Boolean, or a vector of Booleans with slot names, one for each
    /// label. The default value is "Labels".
    /// </param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="options">How labels are trained and their thresholds found; null for the defaults.</param>
    /// <param name="progress">Receives a report for each model that is trained, from any thread, one at a time.</param>
    /// <param name="cancellationToken">Cancels <see cref="OneVersusRestEstimator.Fit(IDataView)"/>; nothing goes on in the
    /// background.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <exception cref="NotSupportedException">Balanced classes are requested, but the trainer does not support example
    /// weights.</exception>
    /// <example>
    /// <code>
    /// var svm = ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 });
    /// var tagger = ml.MultiLabelClassification.Trainers.OneVersusRest(svm, options: new() { MinimumSupport = 3 });
    /// var tags = pipeline.Append(tagger).Fit(train);
    /// </code>
    /// </example>
    public OneVersusRestEstimator OneVersusRest<TModel>(
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> binaryTrainer,
        string labelColumnName = "Labels",
        string featureColumnName = "Features",
        OneVersusRestOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(binaryTrainer);
        bool balanced = options?.ClassWeighting == ClassWeighting.Balanced;
        BinaryLearner learner = Sparse(binaryTrainer, balanced) ?? (BinaryLearner)new StockLearner<TModel>(binaryTrainer, balanced);
        return new(Environment, learner, labelColumnName, featureColumnName, options, progress, cancellationToken);
    }

    // Ours have no state, so that one serves all labels.
    private static SparseLinearLearner? Sparse(object trainer, bool balanced)
        => trainer is ISparseLinearTrainer sparse ? new(balanced ? sparse.WithBalancedClasses() : sparse) : null;
}
