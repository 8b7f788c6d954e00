namespace MLNet.SemanticConv.Cli;

/// <summary>A test text that one model tags rightly and the other does not.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">The label in question.</param>
/// <param name="Support">The number of training rows that had the label.</param>
/// <param name="Influences">What the neighbours of the text's words did to the label's score, the strongest first.</param>
internal sealed record DemoExample(string Text, string Label, int Support, IReadOnlyList<NeighborShare> Influences);
