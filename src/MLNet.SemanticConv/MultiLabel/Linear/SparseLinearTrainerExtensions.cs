using MLNet.SemanticConv;
using MLNet.SemanticConv.Internal;

namespace Microsoft.ML;

/// <summary>Adds linear trainers for sparse rows to ML.NET's binary trainers.</summary>
public static class SparseLinearTrainerExtensions
{
    /// <summary>A linear support vector machine (squared hinge loss) for sparse rows of about unit length, such as TF-IDF makes.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of weights of the rows, or null.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <example>
    /// <code>
    /// var classifier = pipeline.Append(ml.BinaryClassification.Trainers.SparseLinearSvm(labelColumnName: "IsPower")).Fit(binary);
    /// </code>
    /// </example>
    public static SparseLinearSvmTrainer SparseLinearSvm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        SparseLinearOptions? options = null)
        => new(HostEnvironments.Of(catalog), labelColumnName, featureColumnName, exampleWeightColumnName, options);

    /// <summary>Naive Bayes for word counts: multinomial, or complement with normalised weights.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features, none of them negative. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of weights of the rows, or null.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    public static SparseNaiveBayesTrainer SparseNaiveBayes(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        NaiveBayesOptions? options = null)
        => new(HostEnvironments.Of(catalog), labelColumnName, featureColumnName, exampleWeightColumnName, options);

    /// <summary>Logistic regression with L2 regularisation for sparse rows of about unit length, such as TF-IDF makes.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of weights of the rows, or null.</param>
    /// <param name="options">The settings; null for the defaults. On few rows a cost of 30 or so does better than 1.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    public static SparseLogisticRegressionTrainer SparseLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        SparseLinearOptions? options = null)
        => new(HostEnvironments.Of(catalog), labelColumnName, featureColumnName, exampleWeightColumnName, options);
}
