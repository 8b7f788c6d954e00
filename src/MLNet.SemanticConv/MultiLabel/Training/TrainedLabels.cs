namespace MLNet.SemanticConv;

/// <summary>What training makes of labels.</summary>
/// <param name="Models">A model for each label.</param>
/// <param name="Held">For each label the scores of the examples, each by a model that has not seen the row; none where no rows were held
/// out.</param>
internal sealed record TrainedLabels(LabelModel[] Models, float[][] Held)
{
    /// <summary>The share that the words of a label's name have in its model and its scores.</summary>
    public float Share { get; init; }
}
