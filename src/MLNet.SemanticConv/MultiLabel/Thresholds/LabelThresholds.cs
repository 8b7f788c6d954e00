using System.Globalization;

namespace MLNet.SemanticConv;

/// <summary>Where one-vs-rest draws the line: a row gets a label if the label's score is greater than the label's threshold.</summary>
/// <remarks>
/// The right threshold for F1 lies below the one a binary trainer aims at, the more so the rarer the label. It is found by cross-validation
/// within the training data: the rows are split into folds, each with its share of even the rare labels (Sechidis et al. 2011), and each
/// fold is scored by models that were trained on the others. That multiplies the training time by about the number of folds.
/// </remarks>
public sealed record LabelThresholds
{
    private LabelThresholds() { }

    /// <summary>The setting as it was made: "PerLabel(shrinkage: 20, numberOfFolds: 3)".</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}({Kind switch
    {
        ThresholdKind.Fixed => $"{Value}",
        ThresholdKind.Global => $"numberOfFolds: {NumberOfFolds}",
        ThresholdKind.PerLabel => $"shrinkage: {Shrinkage}, numberOfFolds: {NumberOfFolds}",
        _ => $"fallback: {Fallback}, numberOfFolds: {NumberOfFolds}",
    }})");

    internal ThresholdKind Kind { get; private init; }

    internal float Value { get; private init; }

    internal int NumberOfFolds { get; private init; }

    internal float Shrinkage { get; private init; }

    internal double Fallback { get; private init; }

    /// <summary>The same threshold for all labels, given.</summary>
    /// <param name="value">The score above which a label is predicted. The default value is 0: what ML.NET's binary trainers themselves
    /// use.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN.</exception>
    public static LabelThresholds Fixed(float value = 0)
    {
        if (float.IsNaN(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold must be a number.");
        return new() { Kind = ThresholdKind.Fixed, Value = value };
    }

    /// <summary>The same threshold for all labels: the one with the best micro-F1 in cross-validation.</summary>
    /// <param name="numberOfFolds">The number of folds. The default value is 3.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="numberOfFolds"/> is less than 2.</exception>
    public static LabelThresholds Global(int numberOfFolds = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        return new() { Kind = ThresholdKind.Global, NumberOfFolds = numberOfFolds };
    }

    /// <summary>
    /// A threshold for each label: those with the best sum of micro- and macro-F1 in cross-validation. Each is drawn towards what all
    /// labels tell, more strongly if it was found on few positives: (n · own + shrinkage · common) / (n + shrinkage) for n positives.
    /// </summary>
    /// <remarks>
    /// <c>common</c> is half-way between the global threshold and the label's threshold of the best <em>expected</em> F1, where a held-out
    /// row counts as a positive with the probability that its score stands for (Lewis, "Evaluating and optimizing autonomous text
    /// classification systems", SIGIR 1995). These probabilities are calibrated for all labels together, so that a label with three rows
    /// has a threshold that suits a rare label.
    /// </remarks>
    /// <param name="shrinkage">The number of positives at which a label's own threshold weighs as much as what all labels tell. The default
    /// value is 20.</param>
    /// <param name="numberOfFolds">The number of folds. The default value is 3.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="numberOfFolds"/> is less than 2, or <paramref name="shrinkage"/> negative or not finite.
    /// </exception>
    public static LabelThresholds PerLabel(float shrinkage = 20, int numberOfFolds = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        if (!float.IsFinite(shrinkage))
            throw new ArgumentOutOfRangeException(nameof(shrinkage), shrinkage, "The shrinkage must be finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(shrinkage);
        return new() { Kind = ThresholdKind.PerLabel, NumberOfFolds = numberOfFolds, Shrinkage = shrinkage };
    }

    /// <summary>
    /// SCutFBR.1 (Yang, "A study of thresholding strategies for text categorization", SIGIR 2001): a threshold for each label, the one with
    /// its best F1 in cross-validation; where even that F1 is below <paramref name="fallback"/>, the highest score seen, so that a label
    /// that cannot be recognised is given to hardly any row.
    /// </summary>
    /// <param name="fallback">The F1 below which a label's own threshold is not trusted, from 0 to 1. The default value is 0.3.</param>
    /// <param name="numberOfFolds">The number of folds. The default value is 3.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="numberOfFolds"/> is less than 2, or <paramref name="fallback"/> is not a number from 0 to 1.
    /// </exception>
    public static LabelThresholds SCutFbr(double fallback = 0.3, int numberOfFolds = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        if (!(fallback is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fallback), fallback, "The fallback is an F1, from 0 to 1.");
        return new() { Kind = ThresholdKind.SCutFbr, NumberOfFolds = numberOfFolds, Fallback = fallback };
    }
}

internal enum ThresholdKind
{
    Fixed,
    Global,
    PerLabel,
    SCutFbr,
}
