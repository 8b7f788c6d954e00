using System.Globalization;

namespace MLNet.SemanticConv;

/// <summary>A labelled row whose tags are worth a second look.</summary>
/// <param name="Row">The number of its row in the data, from 0.</param>
/// <param name="Labels">The labels that it has.</param>
/// <param name="Suspicion">
/// From 0 to 2: how far the probability of <paramref name="Doubted"/> falls short of the mean over the rows that have that label, plus how
/// far that of <paramref name="Missed"/> comes up to its mean.
/// </param>
/// <param name="Doubted">The least credible label that it has, or null where none is doubted.</param>
/// <param name="DoubtedProbability">Its probability, 0 where none is doubted.</param>
/// <param name="Missed">The most credible label that it lacks, or null where none is missed.</param>
/// <param name="MissedProbability">Its probability, 0 where none is missed.</param>
public sealed record ReviewCandidate(
    long Row,
    IReadOnlyList<string> Labels,
    double Suspicion,
    string? Doubted,
    float DoubtedProbability,
    string? Missed,
    float MissedProbability)
{
    /// <summary>The row and the labels in question.</summary>
    /// <returns>Such as "row 12: has FOOD, probability 2 %; lacks ROOM, probability 91 %".</returns>
    public override string ToString()
    {
        string[] parts =
        [
            Doubted is null ? ""
                : string.Create(CultureInfo.InvariantCulture, $"has {Doubted}, probability {100 * DoubtedProbability:0} %"),
            Missed is null ? "" : string.Create(CultureInfo.InvariantCulture, $"lacks {Missed}, probability {100 * MissedProbability:0} %"),
        ];
        return $"row {Row}: {string.Join("; ", parts.Where(part => part.Length > 0))}";
    }
}
