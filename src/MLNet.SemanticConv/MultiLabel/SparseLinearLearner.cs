using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>Trains each label straight from the rows in memory.</summary>
internal sealed class SparseLinearLearner(ISparseLinearTrainer trainer) : BinaryLearner
{
    public override string? WeightColumnName => trainer.ExampleWeightColumnName;

    public override LabelModel Train(TrainingRows data, int[]? rows, int label, TrainingHost host) => trainer.Train(data, rows, label, host);
}
