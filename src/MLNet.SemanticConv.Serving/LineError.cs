namespace MLNet.SemanticConv.Serving;

/// <summary>What is wrong with a line of a stream: the answer to it.</summary>
/// <param name="Error">A sentence.</param>
internal sealed record LineError(string Error);
