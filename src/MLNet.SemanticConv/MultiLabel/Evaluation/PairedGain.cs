namespace MLNet.SemanticConv;

/// <summary>By how much one way of ranking is better than another over the same labels.</summary>
/// <param name="Mean">The mean of the differences of average precision.</param>
/// <param name="StandardError">The standard error of that mean; 0 of one label.</param>
internal readonly record struct PairedGain(double Mean, double StandardError)
{
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

    /// <summary>For people: "0.0120 ± 0.0031".</summary>
    /// <returns>The mean and its standard error.</returns>
    public override string ToString() => FormattableString.Invariant($"{Mean:F4} ± {StandardError:F4}");
}
