using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Fold">Its number, from 0.</param>
/// <param name="Model">What was learnt on the other folds.</param>
/// <param name="ScoredHoldOutSet">The fold's rows, scored by <paramref name="Model"/>.</param>
/// <param name="Metrics">How well they were tagged.</param>
public sealed record MultiLabelFold(int Fold, ITransformer Model, IDataView ScoredHoldOutSet, MultiLabelMetrics Metrics);
