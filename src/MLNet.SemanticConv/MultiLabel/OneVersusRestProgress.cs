namespace MLNet.SemanticConv;

/// <summary>How far one-vs-rest has come.</summary>
/// <param name="Label">The label whose model has just been trained.</param>
/// <param name="Done">The number of models trained so far, those of cross-validation included.</param>
/// <param name="Total">The number of models to train: labels × (folds + 1), or the number of labels where thresholds are fixed.</param>
public readonly record struct OneVersusRestProgress(string Label, int Done, int Total);
