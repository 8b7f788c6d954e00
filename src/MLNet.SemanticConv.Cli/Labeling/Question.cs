namespace MLNet.SemanticConv.Cli;

/// <summary>A text that is asked.</summary>
/// <param name="Candidate">The text, and why it was chosen.</param>
/// <param name="HeldOut">Whether its answer is for measuring.</param>
internal sealed record Question(LabelingCandidate Candidate, bool HeldOut)
{
    /// <summary>What was answered before it was taken back, or null.</summary>
    public string[]? Answered { get; init; }

    /// <summary>One text of so many is held out where a share is needed to measure by.</summary>
    public const int HeldOutEvery = 5;

    /// <summary>Texts in the order in which they are asked: those that are held out are drawn at random, and spread among the
    /// others.</summary>
    /// <param name="chosen">The texts, the most useful first.</param>
    /// <param name="measure">Whether some are held out.</param>
    public static IEnumerable<Question> Spread(IReadOnlyList<LabelingCandidate> chosen, bool measure)
    {
        Queue<LabelingCandidate> drawn = new(chosen.Where(text => text.Reason == LabelingReason.Random));
        Queue<LabelingCandidate> calls = new(chosen.Where(text => text.Reason != LabelingReason.Random));
        int share = drawn.Count, asked = 0, held = 0;
        for (int i = 1; i <= chosen.Count; i++)
        {
            bool isDrawn = i * share >= (asked + 1) * chosen.Count, holds = measure && isDrawn && i >= (held + 1) * HeldOutEvery;
            if (isDrawn) asked++;
            if (holds) held++;
            yield return new((isDrawn ? drawn : calls).Dequeue(), holds);
        }
    }
}
