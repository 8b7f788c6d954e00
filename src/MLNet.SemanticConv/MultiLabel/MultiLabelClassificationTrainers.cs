using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>The trainers of <see cref="MultiLabelClassificationCatalog"/>.</summary>
public sealed class MultiLabelClassificationTrainers
{
    internal MultiLabelClassificationTrainers(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }

    /// <summary>One binary model for each label, trained by any of ML.NET's binary trainers.</summary>
    /// <typeparam name="TModel">The kind of model that the trainer makes.</typeparam>
    /// <param name="binaryTrainer">
    /// The trainer, with its own settings; the columns that it names need not exist, except for that of example weights. On TF-IDF features
    /// set the regularisation: ML.NET's defaults are made for other data.
    /// </param>
    /// <param name="labelColumnName">
    /// The column of labels: a vector of text, a key, a vector of keys, or a vector of Booleans with slot names, one for each label. The
    /// default
    /// value is "Labels".
    /// </param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="options">How labels are trained and decided; null for the defaults.</param>
    /// <param name="progress">Told of each model that is trained, from any thread, one at a time.</param>
    /// <param name="cancellationToken">Ends <see cref="OneVersusRestEstimator.Fit"/> with an exception; nothing goes on in the
    /// background.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <exception cref="NotSupportedException">Balanced classes are asked for and the trainer knows no example weights.</exception>
    /// <example>
    /// <code>
    /// var svm = ml.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 });
    /// var tagger = pipeline.Append(ml.MultiLabelClassification.Trainers.OneVersusRest(svm, options: new() { MinimumSupport = 3 })).Fit(train);
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
        BinaryLearner learner = binaryTrainer is ISparseLinearTrainer sparse
            ? new SparseLinearLearner(balanced ? sparse.WithBalancedClasses() : sparse)
            : new StockLearner<TModel>(binaryTrainer, balanced);
        return new(Environment, learner, labelColumnName, featureColumnName, options, progress, cancellationToken);
    }
}
