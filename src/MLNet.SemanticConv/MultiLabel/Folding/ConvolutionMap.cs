namespace MLNet.SemanticConv;

/// <summary>M = I + C: a word counts as itself and as its neighbours.</summary>
internal sealed class ConvolutionMap(CorrelationMatrix matrix) : FeatureMap
{
    public override int WordCount => matrix.Size;

    public override int FeatureCount => matrix.Size;

    public override (int[] Features, float[] Values) RowOf(int word)
        => ([word, .. matrix.Columns(word)], [1, .. matrix.Weights(word)]);

    public override Length CreateLength() => new ConvolvedLength(matrix).Of;
}
