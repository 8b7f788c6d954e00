using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Averages over the labels whose number of positives in training lies in a range.</summary>
/// <param name="From">The smallest training support in it.</param>
/// <param name="To">The greatest, or <see cref="int.MaxValue"/>.</param>
/// <param name="LabelCount">The number of labels averaged: those of the range with a positive in the data evaluated.</param>
/// <param name="Precision">The mean precision; NaN where there are no labels.</param>
/// <param name="Recall">The mean recall; NaN where there are no labels.</param>
/// <param name="F1">The mean F1; NaN where there are no labels.</param>
/// <param name="AveragePrecision">The mean average precision; NaN where there are no labels.</param>
public sealed record LabelBucket(int From, int To, int LabelCount, double Precision, double Recall, double F1, double AveragePrecision)
{
    /// <summary>The range as text: "1–9", "≥ 200".</summary>
    public string Name => new SupportRange(From, To).Name;

    internal static LabelBucket Of(SupportRange range, IReadOnlyList<LabelMetrics> labels)
    {
        var within = labels.Where(label => range.Contains(label.TrainingSupport)).ToArray();
        return new(range.From, range.To, within.Length,
            Mean(label => label.Precision), Mean(label => label.Recall), Mean(label => label.F1), Mean(label => label.AveragePrecision));

        double Mean(Func<LabelMetrics, double> value) => within.Length == 0 ? double.NaN : within.Average(value);
    }
}
