namespace MLNet.SemanticConv.Cli;

/// <summary>What is done in the background.</summary>
/// <param name="Step">What, in words.</param>
/// <param name="Done">The part that is done, from 0 to 1.</param>
internal sealed record WorkView(string Step, double Done);
