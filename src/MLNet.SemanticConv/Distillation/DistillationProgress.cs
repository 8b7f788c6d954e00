namespace MLNet.SemanticConv;

/// <summary>How far a distillation is.</summary>
/// <param name="Step">What it is busy with.</param>
/// <param name="Done">The part of the step that is done, from 0 to 1.</param>
public readonly record struct DistillationProgress(DistillationStep Step, double Done);
