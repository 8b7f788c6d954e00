namespace MLNet.SemanticConv;

/// <summary>The model of one label, as a learner hands it over.</summary>
internal abstract record LabelModel
{
    /// <summary>Scores rows, in parallel with other models.</summary>
    /// <param name="features">All rows.</param>
    /// <param name="rows">Those to score.</param>
    /// <param name="scores">Receives a score for each.</param>
    public abstract void Score(FeatureRows features, ReadOnlySpan<int> rows, Span<float> scores);

    /// <summary>Whether the model knows how to make probabilities of its scores.</summary>
    public abstract bool IsCalibrated { get; }

    /// <summary>Whether it knows the label's frequency alone, as there were not both rows with the label and rows without to learn
    /// from.</summary>
    public bool IsPrior { get; init; }
}

/// <summary>score = w · x + b; <paramref name="Weights"/> are those of w that are not 0, at rising <paramref name="Features"/>.</summary>
internal sealed record LinearLabelModel(int[] Features, float[] Weights, float Bias, PlattSigmoid? Calibration) : LabelModel
{
    public override bool IsCalibrated => Calibration != null;

    /// <summary>The same score for every row: the log-odds of n⁺ positives among n rows by Laplace's rule of succession.</summary>
    public static LinearLabelModel Constant(int positives, int count)
        => new([], [], (float)Math.Log((positives + 1.0) / (count - positives + 1.0)), PlattSigmoid.OfLogOdds) { IsPrior = true };

    /// <exception cref="InvalidOperationException">A weight is not finite.</exception>
    public static LinearLabelModel FromDense(ReadOnlySpan<float> weights, float bias, PlattSigmoid? sigmoid)
    {
        List<int> features = [];
        List<float> values = [];
        for (int i = 0; i < weights.Length; i++)
        {
            float weight = weights[i];
            if (!float.IsFinite(weight)) throw NotFinite();
            if (weight == 0) continue;
            features.Add(i);
            values.Add(weight);
        }
        return float.IsFinite(bias) ? new([.. features], [.. values], bias, sigmoid) : throw NotFinite();

        static InvalidOperationException NotFinite()
            => new("Training ended with weights that are not finite: regularise more strongly, or lower the learning rate.");
    }

    /// <summary>Adds a multiple of w.</summary>
    public void AddTo(Span<float> dense, float factor)
    {
        for (int k = 0; k < Features.Length; k++) dense[Features[k]] += factor * Weights[k];
    }

    public override void Score(FeatureRows features, ReadOnlySpan<int> rows, Span<float> scores)
    {
        float[] dense = new float[features.Size];
        AddTo(dense, 1);
        for (int i = 0; i < rows.Length; i++) scores[i] = features[rows[i]].Dot(dense) + Bias;
    }
}

/// <summary>A model of ML.NET's that is scored through its own mapper, such as trees.</summary>
internal sealed record StockLabelModel(StockModel Model) : LabelModel
{
    public override bool IsCalibrated => Model.IsCalibrated;

    public override void Score(FeatureRows features, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var map = Model.CreateMapper();
        Microsoft.ML.Data.VBuffer<float> x = default;
        for (int i = 0; i < rows.Length; i++)
        {
            InMemoryView.Fill(features[rows[i]], features.Size, ref x);
            (scores[i], _) = map(in x);
        }
    }
}
