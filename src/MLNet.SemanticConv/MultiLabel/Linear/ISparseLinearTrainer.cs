namespace MLNet.SemanticConv;

/// <summary>A trainer that learns labels straight from rows in memory.</summary>
internal interface ISparseLinearTrainer
{
    string? ExampleWeightColumnName { get; }

    /// <summary>The same trainer with <see cref="ClassWeighting.Balanced"/> classes.</summary>
    /// <exception cref="NotSupportedException">It has no weights of classes.</exception>
    ISparseLinearTrainer WithBalancedClasses();

    int GroupSizeFor(FeatureRows features);

    LabelModel[] Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host);
}
