namespace MLNet.SemanticConv;

/// <summary>
/// Settings of the linear trainers for sparse rows, which minimise ½ ‖w‖² + C Σᵢ cᵢ · loss(yᵢ (w · xᵢ + b)), b being the weight of one more
/// feature that is 1 in every row, regularised as the others are (as in LIBLINEAR).
/// </summary>
public sealed record SparseLinearOptions
{
    /// <summary>C: the weight of the losses against that of the regularisation. The default value is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Cost
    {
        get;
        init => field = Positive(value, nameof(Cost));
    } = 1;

    /// <summary>
    /// How near to the optimum to stop: the greatest difference between projected gradients of the dual within a pass (the greatest
    /// gradient for logistic loss). The default value is 0.1, as LIBLINEAR has it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance
    {
        get;
        init => field = Positive(value, nameof(Tolerance));
    } = 0.1;

    /// <summary>The number of passes over the rows after which to stop in any case. The default value is 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaximumNumberOfIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumNumberOfIterations));
            field = value;
        }
    } = 1000;

    /// <summary>Whether all rows weigh the same, or positive and negative rows the same together. The default value is
    /// <see cref="ClassWeighting.None"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public ClassWeighting ClassWeighting { get; init => field = EnumValues.Defined(value, nameof(ClassWeighting)); } = ClassWeighting.None;

    /// <summary>The seed of the order in which rows are visited; the optimum does not depend on it. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>C cᵢ of a positive and of a negative row of weight 1.</summary>
    internal (double OfPositive, double OfNegative) CostsOf(int positives, int count)
    {
        var (ofPositive, ofNegative) = ClassWeighting == ClassWeighting.Balanced ? ClassWeights.Balanced(positives, count) : (1, 1);
        return (Cost * ofPositive, Cost * ofNegative);
    }

    /// <summary>The value, if it is positive and finite.</summary>
    internal static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The {name.ToLowerInvariant()} must be positive and finite.");
}
