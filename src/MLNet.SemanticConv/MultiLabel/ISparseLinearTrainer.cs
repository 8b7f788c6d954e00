using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>A trainer that learns labels straight from rows in memory.</summary>
internal interface ISparseLinearTrainer
{
    string? ExampleWeightColumnName { get; }

    LabelModel Train(TrainingRows data, int[]? rows, int label, TrainingHost host);
}
