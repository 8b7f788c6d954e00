namespace MLNet.SemanticConv;

/// <summary>By how much one way of ranking is better than another over the same labels.</summary>
/// <param name="Mean">The mean of the differences of average precision.</param>
/// <param name="StandardError">The standard error of that mean; 0 of one label.</param>
internal readonly record struct PairedGain(double Mean, double StandardError)
{
    // On 24 small sets of 60 to 300 rows, whose errors are greater, asking for a clear gain lost more than it kept from harm.
    private const double TellingError = 0.02;

    /// <param name="own">The average precision of each label.</param>
    /// <param name="other">That of the other way.</param>
    public static PairedGain Of(IReadOnlyList<double> own, IReadOnlyList<double> other)
    {
        double[] gains = [.. own.Zip(other, (x, y) => x - y)];
        double mean = gains.Average(), squares = gains.Sum(gain => (gain - mean) * (gain - mean));
        return new(mean, Math.Sqrt(squares / Math.Max(1, gains.Length - 1) / gains.Length));
    }

    /// <summary>Whether it is at least so many standard errors.</summary>
    public bool Reaches(double standardErrors) => Mean >= standardErrors * StandardError;

    /// <summary>
    /// Whether what brings the gain is worth having. Where labels tell, it must be clear and of some size; where they cannot, because they
    /// are too few or are ranked alike in any case, it must do no clear harm: words that labelled rows do not have are worth more with
    /// neighbours.
    /// </summary>
    /// <param name="standardErrors">How many standard errors are clear.</param>
    /// <param name="least">The least mean that is worth it.</param>
    public bool IsWorthAdding(double standardErrors, double least) => StandardError > TellingError || this == default
        ? Mean >= -standardErrors * StandardError
        : Reaches(standardErrors) && Mean >= least;

    /// <summary>For people: "0.0120 ± 0.0031".</summary>
    /// <returns>The mean and its standard error.</returns>
    public override string ToString() => FormattableString.Invariant($"{Mean:F4} ± {StandardError:F4}");
}
