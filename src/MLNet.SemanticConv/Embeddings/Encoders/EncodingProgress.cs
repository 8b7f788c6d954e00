namespace MLNet.SemanticConv;

/// <summary>How far the encoding of texts or words is.</summary>
/// <param name="Done">The number of texts that have an embedding.</param>
/// <param name="Total">The number of texts.</param>
public readonly record struct EncodingProgress(int Done, int Total);
