namespace MLNet.SemanticConv;

/// <summary>How far the training of the default method is.</summary>
/// <param name="Step">What it is busy with.</param>
/// <param name="Done">The part of the step that is done, from 0 to 1; 0 where it is not known.</param>
public readonly record struct SemanticTextProgress(SemanticTextStep Step, double Done);
