namespace MLNet.SemanticConv;

/// <summary>The weight of a neighbour as a function of its cosine: w = cosᵖ.</summary>
public sealed record NeighborWeight
{
    private NeighborWeight(float exponent) => Exponent = exponent;

    /// <summary>Every neighbour weighs 1 (p = 0).</summary>
    public static NeighborWeight Ones { get; } = new(0);

    /// <summary>A neighbour weighs its cosine (p = 1).</summary>
    public static NeighborWeight Cosine { get; } = new(1);

    /// <summary>The power p, at least 0.</summary>
    public float Exponent { get; }

    /// <summary>A neighbour weighs a power of its cosine.</summary>
    /// <param name="exponent">The power p, finite and at least 0; gensim's soft cosine has 2.</param>
    /// <returns>The weight cosᵖ.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exponent"/> is negative or not finite.</exception>
    public static NeighborWeight Power(float exponent)
    {
        if (!(exponent >= 0 && float.IsFinite(exponent)))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent,
                "The exponent of a neighbour's weight is a finite number of at least 0.");
        return new(exponent);
    }

    /// <summary>The weight of a neighbour.</summary>
    /// <param name="cosine">Its cosine, from 0 to 1.</param>
    /// <returns>cosᵖ, from 0 to 1.</returns>
    // Whole powers by multiplication: pow may differ in its last bit from one machine's C library to the next.
    public float Of(float cosine) => Exponent switch
    {
        0 => 1,
        1 => cosine,
        2 => cosine * cosine,
        _ => MathF.Pow(cosine, Exponent),
    };
}
