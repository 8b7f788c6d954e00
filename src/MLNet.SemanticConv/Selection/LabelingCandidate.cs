using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>A text that is worth labelling, and why.</summary>
/// <param name="Row">The number of its row in the data, from 0.</param>
/// <param name="Text">The text.</param>
/// <param name="Reason">Why it was chosen.</param>
/// <param name="Labels">The labels about which the model is least sure, at most three; the one that the text was chosen for comes
/// first.</param>
/// <param name="NewWords">
/// Words of the text that are new to the model, because no labelled row has them or one of their neighbours: at most five, the weightiest
/// first.
/// </param>
public sealed record LabelingCandidate(
    long Row, string Text, LabelingReason Reason, IReadOnlyList<LabelInDoubt> Labels, IReadOnlyList<string> NewWords)
{
    /// <summary>Why, in a line.</summary>
    /// <returns>Such as "close call: BATTERY#QUALITY 43 %, 3 examples (battery, died); new words: adapter".</returns>
    public string Why
    {
        get
        {
            var doubts = Labels.Select(label => string.Create(CultureInfo.InvariantCulture,
                $"{label.Label} {100 * label.Probability:0} %, {Figures.Counted(label.TrainingSupport, "example")}")
                + (label.Words.Count > 0 ? $" ({string.Join(", ", label.Words)})" : ""));
            string why = $"{(Reason == LabelingReason.CloseCall ? "close call" : "drawn at random")}: {string.Join("; ", doubts)}";
            return NewWords.Count > 0 ? $"{why}; new words: {string.Join(", ", NewWords)}" : why;
        }
    }

    /// <summary>The text and why it was chosen.</summary>
    /// <returns>Two lines.</returns>
    public override string ToString() => $"{Text}\n  {Why}";
}
