namespace MLNet.SemanticConv;

/// <summary>What a row of each class weighs.</summary>
internal static class ClassWeights
{
    /// <summary>n / (2 n_y), as scikit-learn's <c>class_weight="balanced"</c> has it.</summary>
    /// <param name="positives">The number of positive rows, neither 0 nor <paramref name="count"/>.</param>
    /// <param name="count">The number of rows, n.</param>
    public static (double OfPositive, double OfNegative) Balanced(int positives, int count)
        => (count / (2.0 * positives), count / (2.0 * (count - positives)));
}
