using Microsoft.ML.Data;
using MLNet.SemanticConv;

namespace Microsoft.ML;

public static partial class SemanticConvolutionCatalog
{
    /// <summary>
    /// Learns to tag text from labelled rows and from all text, labelled or not, with word vectors, a bag of words, TF-IDF, semantic
    /// convolution, and a linear support vector machine for each label.
    /// </summary>
    /// <param name="trainers">The trainers of <see cref="MultiLabelClassificationCatalog"/>.</param>
    /// <param name="labelColumnName">
    /// The column of labels: a vector of text, a key or a vector of keys, a Boolean, or a vector of Booleans with slot names. The default
    /// value is "Labels".
    /// </param>
    /// <param name="textColumnName">The column of text, in the labelled rows and in <paramref name="allText"/>. The default value is
    /// "Text".</param>
    /// <param name="allText">
    /// All text of the kind to be tagged, including that of the labelled rows, whose words have no neighbours otherwise; the more, the
    /// better. The default value is <see langword="null"/>: the text of the labelled rows.
    /// </param>
    /// <param name="options">How features are made; <see langword="null"/> for the defaults.</param>
    /// <param name="trainer">
    /// The estimator that learns the labels from the columns <paramref name="labelColumnName"/> and "Features". The default value is
    /// <see langword="null"/>: one-vs-rest over <c>SparseLinearSvm</c> with a cost of 0.5, or of 0.3 if the options have an encoder, and
    /// with <see cref="OneVersusRestOptions.LearnFromSharedWords"/> if the options learn from labels' names.
    /// </param>
    /// <param name="progress">Receives a report for each step, on the thread that fits.</param>
    /// <param name="cancellationToken">Cancels <see cref="IEstimator{TTransformer}.Fit"/>.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A name is null or empty, or <paramref name="trainer"/> reads other columns.</exception>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | Yes, once, and once at all text |
    /// | Input column data type | Text |
    /// | Label column data type | Vector of text, key or vector of keys, Boolean or vector of Booleans with slot names; it may be empty |
    /// | `Features`, `Scores`, `Probabilities` data type | Vector of <xref:System.Single> |
    /// | `PredictedLabels` data type | Vector of <xref:System.Boolean> |
    /// | Slots | One for each label, named after it |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// The features are those of <see cref="FeaturizeTextSemantically"/>; one-vs-rest learns the labels from them, from the labels' names
    /// as further examples, and from texts without labels that each label's model ranks first
    /// (<see cref="SemanticTextOptions.LearnFromUnlabeledText"/>). Labelled rows are kept in memory as words while it learns, and up to
    /// 10,000 other texts.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var model = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText).Fit(train);
    /// ml.Model.Save(model, train.Schema, "reviews.zip");
    /// var metrics = ml.MultiLabelClassification.Evaluate(model.Transform(test));
    /// </code>
    /// </example>
    public static IEstimator<TransformerChain<OneVersusRestTransformer>> SemanticTagger(
        this MultiLabelClassificationTrainers trainers,
        string labelColumnName = "Labels",
        string textColumnName = "Text",
        IDataView? allText = null,
        SemanticTextOptions? options = null,
        OneVersusRestEstimator? trainer = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        const string Features = "Features";
        if (trainer is not null && (trainer.LabelColumnName, trainer.FeatureColumnName) != (labelColumnName, Features))
        {
            throw new ArgumentException(
                $"The trainer reads the columns '{trainer.LabelColumnName}' and '{trainer.FeatureColumnName}', not "
                    + $"'{labelColumnName}' and '{Features}'.",
                nameof(trainer));
        }
        var environment = trainers.Environment;
        return new SemanticTaggerEstimator(
            new(environment, Features, textColumnName, labelColumnName, allText,
                HostEnvironments.TransformsOf(environment).Text.TokenizeIntoNormalizedWords, options),
            told => trainer ?? trainers.OneVersusRest(
                context => context.BinaryClassification.Trainers.SparseLinearSvm(
                    "Label", Features, options?.ExampleWeightColumnName, new() { Cost = options?.Encoder is null ? 0.5 : 0.3 }),
                labelColumnName, Features,
                new()
                {
                    SamplingKeyColumnName = options?.SamplingKeyColumnName,
                    LearnFromSharedWords = options?.LearnFromLabelNames ?? true,
                },
                told, cancellationToken),
            progress, cancellationToken);
    }

    /// <summary>
    /// Makes features of text that any trainer can learn from, as
    /// <see cref="TextCatalog.FeaturizeText(TransformsCatalog.TextTransforms, string, string)"/> does; but a word that no labelled row has
    /// counts too, through its neighbours in all text.
    /// </summary>
    /// <param name="catalog">The catalog of text transforms.</param>
    /// <param name="outputColumnName">The column that is added: a vector of <see cref="float"/> of unit length, with slot names.</param>
    /// <param name="inputColumnName">
    /// The column of text, in the labelled rows and in <paramref name="allText"/>; <see langword="null"/> means
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="labelColumnName">
    /// The column of labels by which the strength of the convolution is chosen: a Boolean, a key or a vector of keys, a vector of text, or
    /// a vector of Booleans with slot names. The default value is "Label".
    /// </param>
    /// <param name="allText">
    /// All text of the kind to be classified, including that of the labelled rows, whose words have no neighbours otherwise. The default
    /// value is <see langword="null"/>: the text of the labelled rows.
    /// </param>
    /// <param name="options">How features are made; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives a report for each step, on the thread that fits.</param>
    /// <param name="cancellationToken">Cancels <see cref="IEstimator{TTransformer}.Fit"/>.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A name is null or empty.</exception>
    /// <remarks>
    /// <format type="text/markdown"><![CDATA[
    /// ### Estimator Characteristics
    /// |  |  |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | Yes, once, and once at all text |
    /// | Input column data type | Text |
    /// | Label column data type | Vector of text, key or vector of keys, Boolean or vector of Booleans with slot names |
    /// | Output column data type | Known-size vector of <xref:System.Single> with slot names, of unit length |
    /// | Exportable to ONNX | No |
    /// ]]></format>
    /// <para>
    /// The steps, each of which is also available on its own: words (<see cref="SemanticConvolutionCatalog.TokenizeIntoNormalizedWords"/>),
    /// word vectors of all text (<see cref="WordVectors.Train"/>), the bag of words of all text, rows and labels' names
    /// (<c>ProduceWordBags</c>), its idf in all text (<see cref="SemanticConvolutionCatalog.NormalizeTfIdf"/>), the semantic convolution
    /// with the strength (possibly 0) that ranks held-out rows best, and unit length (<c>NormalizeLpNorm</c>).
    /// </para>
    /// <para>
    /// All text is read once, and its words are kept in a temporary file; word vectors are trained and an encoder is learnt from at the
    /// first fit, for all fits, so that cross-validation does so once.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var classifier = ml.Transforms.Text.FeaturizeTextSemantically("Features", "Text", "IsPower", allText)
    ///     .Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsPower"))
    ///     .Fit(binary);
    /// </code>
    /// </example>
    public static IEstimator<TransformerChain<ITransformer>> FeaturizeTextSemantically(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        string labelColumnName = "Label",
        IDataView? allText = null,
        SemanticTextOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => new SemanticTextEstimator(
            new(HostEnvironments.Of(catalog), outputColumnName, inputColumnName ?? outputColumnName, labelColumnName, allText,
                catalog.TokenizeIntoNormalizedWords, options),
            progress, cancellationToken);
}
