using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNet.SemanticConv;
using LogisticModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML;

public static partial class SemanticConvolutionCatalog
{
    /// <summary>A linear support vector machine (squared hinge loss) for sparse rows of about unit length, such as TF-IDF makes.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of row weights, or null.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <remarks>
    /// <para>
    /// It has L2 regularisation and is solved by dual coordinate descent (Hsieh et al. 2008), as scikit-learn's LinearSVC is by default.
    /// </para>
    /// <format type="text/markdown"><![CDATA[
    /// ### Trainer Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Machine learning task | Binary classification |
    /// | Is normalization required? | Rows of about unit length, as `NormalizeLpNorm` makes them |
    /// | Is caching required? | No: the rows are read once |
    /// | Exportable to ONNX | Yes, as ML.NET's own linear model |
    /// ]]></format>
    /// <para>
    /// Within one-vs-rest, all labels are trained directly from the rows in memory, without a data view in between.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var classifier = pipeline.Append(ml.BinaryClassification.Trainers.SparseLinearSvm(labelColumnName: "IsPower")).Fit(binary);
    /// </code>
    /// </example>
    public static ITrainerEstimator<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters> SparseLinearSvm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        SparseLinearOptions? options = null)
        => new SparseLinearSvmTrainer(HostEnvironments.Of(catalog), labelColumnName, featureColumnName, exampleWeightColumnName, options);

    /// <summary>Naive Bayes for word counts: multinomial, or complement with normalised weights.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features, none of them negative. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of row weights, or null.</param>
    /// <param name="kind">The model. The default value is <see cref="NaiveBayesKind.Complement"/>.</param>
    /// <param name="smoothing">α: what is added to the count of each feature in each class. The default value is 1 (Laplace).</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="kind"/> is not a member of the enumeration, or <paramref name="smoothing"/> is not positive and finite.
    /// </exception>
    /// <remarks>
    /// <para>
    /// One pass over the rows makes a linear model. It equals scikit-learn's MultinomialNB or ComplementNB(norm=True) on two classes,
    /// as the difference of their log-likelihoods.
    /// </para>
    /// <format type="text/markdown"><![CDATA[
    /// ### Trainer Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Machine learning task | Binary classification |
    /// | Is normalization required? | No: it takes counts |
    /// | Is caching required? | No: the rows are read once |
    /// | Exportable to ONNX | Yes, as ML.NET's own linear model |
    /// ]]></format>
    /// <para>
    /// Within one-vs-rest, all labels are trained directly from the rows in memory, without a data view in between.
    /// </para>
    /// </remarks>
    public static ITrainerEstimator<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters> SparseNaiveBayes(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        NaiveBayesKind kind = NaiveBayesKind.Complement, double smoothing = 1)
        => new SparseNaiveBayesTrainer(HostEnvironments.Of(catalog), labelColumnName, featureColumnName,
            exampleWeightColumnName, kind, smoothing);

    /// <summary>Logistic regression with L2 regularisation for sparse rows of about unit length, such as TF-IDF makes.</summary>
    /// <param name="catalog">The catalog of binary trainers.</param>
    /// <param name="labelColumnName">The column of Booleans to learn. The default value is "Label".</param>
    /// <param name="featureColumnName">The column of features. The default value is "Features".</param>
    /// <param name="exampleWeightColumnName">A column of row weights, or null.</param>
    /// <param name="options">The settings; null for the defaults. On few rows a cost of 30 or so does better than 1.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <remarks>
    /// <para>
    /// It is solved by dual coordinate descent (Yu, Huang and Lin 2011), as scikit-learn's LogisticRegression(solver="liblinear",
    /// dual=True) is. Its scores are log-odds, so it gives probabilities.
    /// </para>
    /// <format type="text/markdown"><![CDATA[
    /// ### Trainer Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Machine learning task | Binary classification |
    /// | Is normalization required? | Rows of about unit length, as `NormalizeLpNorm` makes them |
    /// | Is caching required? | No: the rows are read once |
    /// | Exportable to ONNX | Yes, as ML.NET's own linear model |
    /// ]]></format>
    /// <para>
    /// Within one-vs-rest, all labels are trained directly from the rows in memory, without a data view in between.
    /// </para>
    /// </remarks>
    public static ITrainerEstimator<BinaryPredictionTransformer<LogisticModel>, LogisticModel> SparseLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        SparseLinearOptions? options = null)
        => new SparseLogisticRegressionTrainer(HostEnvironments.Of(catalog), labelColumnName,
            featureColumnName, exampleWeightColumnName, options);
}
