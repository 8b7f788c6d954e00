namespace MLNet.SemanticConv;

/// <summary>The first step: the model's vectors as they are or without their common part, then scaled to length 1.</summary>
internal static class PreparedVectors
{
    /// <param name="vectors">The model, V × d; left alone.</param>
    /// <param name="removedComponents">See <see cref="CorrelationOptions.RemovedComponents"/>.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static UnitVectors From(WordVectors vectors, int? removedComponents, CancellationToken cancellationToken = default)
    {
        vectors.CheckFinite();
        float[] values = vectors.Matrix.ToArray();
        if (removedComponents is { } components) AllButTheTop.Remove(values, vectors.Dimensions, components, cancellationToken);
        return UnitVectors.Normalize(values, vectors.Dimensions);
    }
}
