namespace MLNet.SemanticConv;

/// <summary>What trains the model of one label.</summary>
internal abstract class BinaryLearner
{
    /// <summary>The column of weights that is to be read with the features, if any.</summary>
    public abstract string? WeightColumnName { get; }

    /// <summary>Whether all its models are linear, so that they can be added.</summary>
    public virtual bool IsLinear => false;

    /// <summary>The greatest number of labels that it trains at a time.</summary>
    public virtual int GroupSizeFor(FeatureRows features) => 1;

    /// <summary>Trains labels; called from several threads at once. What a label gets depends on neither those beside it nor other
    /// calls.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="rows">Those to train on, or null for all.</param>
    /// <param name="labels">Up to <see cref="GroupSizeFor"/> labels; each has at least one positive and one negative among the
    /// rows.</param>
    /// <param name="host">The host of this one training.</param>
    /// <returns>A model for each of <paramref name="labels"/>.</returns>
    public abstract LabelModel[] Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host);
}
