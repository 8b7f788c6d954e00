namespace MLNet.SemanticConv.Tests.Fuzzing;

/// <summary>How a reader answered damaged files.</summary>
/// <param name="Refusals">How many inputs were refused with each documented exception, by its type; the others were read.</param>
/// <param name="GreatestAllocation">The bytes that one input took at most.</param>
/// <param name="Longest">The processor time that one input took at most.</param>
/// <param name="Harm">What was wrong, with the seed.</param>
internal sealed record FuzzResult(
    IReadOnlyDictionary<string, int> Refusals, long GreatestAllocation, TimeSpan Longest, IReadOnlyList<string> Harm)
{
    public int Refused => Refusals.Values.Sum();
}
