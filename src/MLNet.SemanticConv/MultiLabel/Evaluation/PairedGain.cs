namespace MLNet.SemanticConv;

/// <summary>By how much one way of ranking is better than another over the same labels.</summary>
/// <param name="Mean">The mean of the differences of average precision.</param>
/// <param name="StandardError">The standard error of that mean; 0 if there is one label.</param>
internal readonly record struct PairedGain(double Mean, double StandardError)
{
    // On 24 small sets of 60 to 300 rows, whose errors are greater, asking for a clear gain lost more than it prevented.
    private const double TellingError = 0.02;

    /// <param name="own">The average precision of each label.</param>
    /// <param name="other">That of the other way.</param>
    public static PairedGain Of(IReadOnlyList<double> own, IReadOnlyList<double> other)
    {
        double[] gains = [.. own.Zip(other, (x, y) => x - y)];
        double mean = gains.Average(), squares = gains.Sum(gain => (gain - mean) * (gain - mean));
        return new(mean, Math.Sqrt(squares / Math.Max(1, gains.Length - 1) / gains.Length));
    }

    /// <summary>Whether the mean is at least this many standard errors.</summary>
    public bool Reaches(double standardErrors) => Mean >= standardErrors * StandardError;

    /// <summary>
    /// Whether what brings the gain is worth adding. If the labels can tell, the gain must be clear and of some size; if they cannot,
    /// because they are too few or are ranked alike either way, there must be no clear harm: words that no labelled row has are worth more
    /// with their neighbours.
    /// </summary>
    /// <param name="standardErrors">The number of standard errors that makes a gain, or a harm, clear.</param>
    /// <param name="least">The least mean that is worth adding something for.</param>
    public bool IsWorthAdding(double standardErrors, double least) => StandardError > TellingError || this == default
        ? Mean >= -standardErrors * StandardError
        : Reaches(standardErrors) && Mean >= least;

    /// <summary>For people: "0.0120 ± 0.0031".</summary>
    /// <returns>The mean and its standard error.</returns>
    public override string ToString() => FormattableString.Invariant($"{Mean:F4} ± {StandardError:F4}");
}
