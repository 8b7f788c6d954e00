namespace MLNet.SemanticConv;

/// <summary>Turns scores into probabilities as ML.NET's Platt calibrator does: p = 1 / (1 + exp(slope · score + offset)).</summary>
internal readonly record struct PlattSigmoid(double Slope, double Offset)
{
    /// <summary>That of scores that are log-odds.</summary>
    public static readonly PlattSigmoid OfLogOdds = new(-1, 0);

    public float this[float score] => (float)(1 / (1 + Math.Exp(Slope * score + Offset)));
}
