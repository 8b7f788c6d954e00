using System.Diagnostics.CodeAnalysis;

namespace MLNet.SemanticConv;

/// <summary>Why a text has the score that it has for one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Score">The model's raw score: <paramref name="Bias"/> + the scores of all <paramref name="Words"/>.</param>
/// <param name="Probability">The calibrated probability.</param>
/// <param name="Threshold">The score above which the label is predicted.</param>
/// <param name="IsPredicted">Whether the text is given the label.</param>
/// <param name="Bias">The score of a text without known words; null where the label's model is not linear.</param>
/// <param name="Words">The words of the text that add to the label's score, the largest contributions first; none if the model is not
/// linear.</param>
public sealed record LabelExplanation(
    string Label, float Score, float Probability, float Threshold, bool IsPredicted, float? Bias, IReadOnlyList<WordExplanation> Words)
{
    /// <summary>
    /// Whether the label's model is linear, so that its score is a sum over the words. That of trees or another model of ML.NET's is not,
    /// and is not explained.
    /// </summary>
    [MemberNotNullWhen(true, nameof(Bias))]
    public bool IsLinear => Bias != null;

    /// <summary>The explanation in words, a line for each word of the text.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => ExplanationText.Write(this);
}
