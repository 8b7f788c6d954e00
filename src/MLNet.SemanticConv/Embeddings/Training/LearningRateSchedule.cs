namespace MLNet.SemanticConv;

/// <summary>A learning rate that falls linearly over the words of all epochs.</summary>
/// <param name="Start">The rate before the first word.</param>
/// <param name="End">The rate after the last one.</param>
/// <param name="TotalWords">The number of words.</param>
internal readonly record struct LearningRateSchedule(float Start, float End, long TotalWords)
{
    public float At(long wordsDone) => (float)(Start + ((End - (double)Start) * Math.Min(1, wordsDone / (double)TotalWords)));
}
