using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>
/// Naive Bayes on counts or other features that are not negative: one pass over the rows, a linear model. It equals scikit-learn's
/// MultinomialNB and ComplementNB(norm=True) on two classes, as the difference of their log-likelihoods.
/// </summary>
internal sealed class SparseNaiveBayesTrainer : SparseLinearTrainer<LinearBinaryModelParameters>
{
    private readonly NaiveBayesKind _kind;
    private readonly double _smoothing;

    public SparseNaiveBayesTrainer(
        IHostEnvironment environment, string labelColumnName, string featureColumnName, string? exampleWeightColumnName,
        NaiveBayesKind kind, double smoothing)
        : base(environment, labelColumnName, featureColumnName, exampleWeightColumnName)
    {
        _kind = EnumValues.Defined(kind, nameof(kind));
        _smoothing = smoothing > 0 && double.IsFinite(smoothing)
            ? smoothing
            : throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "The smoothing must be positive and finite.");
    }

    // Naive Bayes is far too sure of itself for its scores to be taken as log-odds.
    private protected override bool IsCalibrated => false;

    private protected override double[] Solve(FeatureRows features, int[]? rows, bool[] positive, float[]? weights, Action betweenPasses)
    {
        betweenPasses();
        double[] of = new double[features.Size], notOf = new double[features.Size];
        double prior = 0, notPrior = 0;
        for (int i = 0; i < positive.Length; i++)
        {
            int row = rows is null ? i : rows[i];
            double weight = weights is null ? 1 : weights[row];
            if (positive[i]) prior += weight;
            else notPrior += weight;
            Count(features[row], weight, positive[i] ? of : notOf, row);
        }
        ToLogShares(of);
        ToLogShares(notOf);
        double[] w = new double[features.Size + 1];
        if (_kind == NaiveBayesKind.Multinomial)
        {
            for (int j = 0; j < of.Length; j++) w[j] = of[j] - notOf[j];
            w[^1] = Math.Log(prior / notPrior);
        }
        else
        {
            double ofSum = of.Sum(), notOfSum = notOf.Sum();
            for (int j = 0; j < of.Length; j++) w[j] = notOf[j] / notOfSum - of[j] / ofSum;
        }
        return w;
    }

    private protected override SparseLinearTrainer<LinearBinaryModelParameters> WithBalancedClasses(IHostEnvironment environment)
        => throw new NotSupportedException(
            "Naive Bayes has no class weights: leave ClassWeighting at None; tuned thresholds have the same effect.");

    private protected override LinearBinaryModelParameters CreateModel(
        IHostEnvironment environment, ReadOnlySpan<float> weights, float bias)
        => BinaryModels.Linear(environment, weights, bias);

    private static void Count(SparseRow x, double weight, double[] counts, int row)
    {
        for (int k = 0; k < x.Indices.Length; k++)
        {
            if (x.Values[k] < 0)
                throw new InvalidDataException($"Feature {x.Indices[k]} of row {row} is {x.Values[k]}; "
                    + "naive Bayes takes counts, which are not negative.");
            counts[x.Indices[k]] += weight * x.Values[k];
        }
    }

    private void ToLogShares(double[] counts)
    {
        double total = counts.Sum() + _smoothing * counts.Length;
        foreach (ref double count in counts.AsSpan()) count = Math.Log((count + _smoothing) / total);
    }
}
