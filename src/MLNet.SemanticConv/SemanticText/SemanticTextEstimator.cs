using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>Makes features of text by the default method, for any trainer.</summary>
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
/// The steps, each of which is there by itself: words (<see cref="SemanticConvolutionCatalog.TokenizeIntoNormalizedWords"/>), word vectors of all text
/// (<see cref="WordVectors.Train"/>), the bag of words of all text and of the labels' names (<c>ProduceWordBags</c>), its idf in all text
/// (<see cref="SemanticConvolutionCatalog.NormalizeTfIdf"/>), the semantic convolution with the strength that ranks held-out rows best, none
/// included, and unit length (<c>NormalizeLpNorm</c>).
/// </para>
/// <para>
/// All text is read once, its words wait in a temporary file; word vectors are trained at the first fit and kept, so that cross-validation
/// trains them once.
/// </para>
/// </remarks>
public sealed class SemanticTextEstimator : IEstimator<TransformerChain<ITransformer>>
{
    private readonly SemanticFeatures _features;
    private readonly IProgress<SemanticTextProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    internal SemanticTextEstimator(SemanticFeatures features, IProgress<SemanticTextProgress>? progress, CancellationToken cancellationToken)
        => (_features, _progress, _cancellationToken) = (features, progress, cancellationToken);

    /// <summary>Learns the features.</summary>
    /// <param name="input">The labelled rows; read once.</param>
    /// <returns>From text to features.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no labels.</exception>
    /// <exception cref="OperationCanceledException">The token given to the estimator was cancelled.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Cancellation.Run<TransformerChain<ITransformer>>(
            () => new(_features.Fit(input, _progress, _cancellationToken).Stages), _cancellationToken);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _features.GetOutputSchema(inputSchema);
}
