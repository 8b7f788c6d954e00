using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>What trains the model of one label.</summary>
internal abstract class BinaryLearner
{
    /// <summary>The column of weights that is to be read with the features, if any.</summary>
    public abstract string? WeightColumnName { get; }

    /// <summary>Trains one label; called from several threads at once, and what it returns depends on its arguments alone.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="rows">Those to train on, or null for all.</param>
    /// <param name="label">The label; it has at least one positive and one negative among the rows.</param>
    /// <param name="host">The host of this one training.</param>
    public abstract LabelModel Train(TrainingRows data, int[]? rows, int label, TrainingHost host);
}
