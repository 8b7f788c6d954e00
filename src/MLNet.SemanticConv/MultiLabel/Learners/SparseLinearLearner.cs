namespace MLNet.SemanticConv;

/// <summary>Trains labels straight from the rows in memory.</summary>
internal sealed class SparseLinearLearner(ISparseLinearTrainer trainer) : BinaryLearner
{
    public override string? WeightColumnName => trainer.ExampleWeightColumnName;

    public override bool IsLinear => true;

    public override int GroupSizeFor(FeatureRows features) => trainer.GroupSizeFor(features);

    public override LabelModel[] Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host)
        => trainer.Train(data, rows, labels, host);
}
