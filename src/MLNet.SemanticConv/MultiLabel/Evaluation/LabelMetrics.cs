namespace MLNet.SemanticConv;

/// <summary>How well one label was found.</summary>
/// <param name="Label">Its name.</param>
/// <param name="TrainingSupport">The number of training rows that had it, or −1 where the scored data do not tell.</param>
/// <param name="Support">The number of evaluated rows that have it.</param>
/// <param name="Predicted">The number of evaluated rows that were given it.</param>
/// <param name="TruePositives">The number of evaluated rows that have it and were given it.</param>
/// <param name="AveragePrecision">Σₙ (Rₙ − Rₙ₋₁) Pₙ down the ranking by score; NaN without a positive.</param>
/// <param name="RocAuc">How often a row with the label scores above one without; NaN unless there are both.</param>
public sealed record LabelMetrics(
    string Label, int TrainingSupport, int Support, int Predicted, int TruePositives, double AveragePrecision, double RocAuc)
{
    /// <summary>True positives / predicted; 0 where nothing was predicted.</summary>
    public double Precision => Ratio(TruePositives, Predicted);

    /// <summary>True positives / support; 0 where there was nothing to find.</summary>
    public double Recall => Ratio(TruePositives, Support);

    /// <summary>2 · true positives / (predicted + support); 0 where both are 0.</summary>
    public double F1 => Ratio(2 * TruePositives, Predicted + Support);

    internal static double Ratio(long numerator, long denominator) => denominator == 0 ? 0 : (double)numerator / denominator;
}
