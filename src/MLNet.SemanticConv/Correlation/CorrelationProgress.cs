namespace MLNet.SemanticConv;

/// <summary>How far the search for neighbours has come.</summary>
/// <param name="Compared">How many blocks of word pairs have been compared.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct CorrelationProgress(long Compared, long Total)
{
    /// <summary>The share that is done, from 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Compared / Total;
}
