namespace MLNet.SemanticConv;

/// <summary>Word vectors whose neighbour lists go into a correlation matrix, beside those of other vectors: C = C₁ + C₂ + ….</summary>
/// <param name="Name">What they are called where a choice is reported, such as "word2vec".</param>
/// <param name="Vectors">The vectors, of the same kind of words as the bag.</param>
/// <example>
/// <code>
/// ConvolutionSource[] sources = [new("word2vec", vectors), new("encoder", WordVectors.Encode(vectors.Words, encoder))];
/// var convolution = ml.Transforms.Text.ApplyTunedSemanticConvolution("Features", "Weighted", sources, "Labels");
/// </code>
/// </example>
public sealed record ConvolutionSource(string Name, WordVectors Vectors)
{
    /// <summary>
    /// Their own neighbours, threshold and strength. The default value is <see cref="CorrelationOptions.Default"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public CorrelationOptions Options
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Options));
    } = CorrelationOptions.Default;

    /// <summary>The name and the strength: "word2vec × 0.5".</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} × {Options.Strength}");
}
