using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>Settings of <see cref="Microsoft.ML.SparseLinearTrainerExtensions.SparseNaiveBayes"/>.</summary>
public sealed record NaiveBayesOptions
{
    /// <summary>The model. The default value is <see cref="NaiveBayesKind.Complement"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public NaiveBayesKind Kind { get; init => field = EnumValues.Defined(value, nameof(Kind)); } = NaiveBayesKind.Complement;

    /// <summary>α: what is added to the count of each feature in each class. The default value is 1 (Laplace).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Smoothing
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Smoothing), value, "The smoothing must be positive and finite.");
    } = 1;
}
