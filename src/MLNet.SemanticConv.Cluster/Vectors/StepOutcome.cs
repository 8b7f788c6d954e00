namespace MLNet.SemanticConv.Cluster;

/// <summary>What came of a step.</summary>
/// <param name="Words">See <see cref="StepResult.Words"/>.</param>
/// <param name="Sentences">See <see cref="StepResult.Sentences"/>.</param>
/// <param name="Parts">See <see cref="StepResult.Parts"/>.</param>
/// <param name="Error">Why it failed, or null.</param>
[GenerateSerializer, Immutable]
internal sealed record StepOutcome(
    [property: Id(0)] long Words, [property: Id(1)] long Sentences, [property: Id(2)] int Parts, [property: Id(3)] string? Error = null)
{
    public StepResult Result => new(Words, Sentences, Parts);

    public static StepOutcome Of(StepResult result) => new(result.Words, result.Sentences, result.Parts);
}
