using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// Judges settings by how a linear SVM on the convolved rows ranks rows that it was not trained on, label by label. The rows are read once;
/// each matrix convolves them in memory.
/// </summary>
/// <param name="data">The rows.</param>
/// <param name="options">How they are judged.</param>
/// <param name="host">For seeds and messages.</param>
/// <param name="cancellationToken">Cancels the work.</param>
internal sealed class ConvolutionTuner(
    TrainingRows data, ConvolutionTuningOptions options, TrainingHost host, CancellationToken cancellationToken)
{
    private readonly int _seed = host.NextSeed();
    private double[]? _first;

    /// <summary>Judges a candidate against the first that was tried.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="mean">What is put beside each convolved row, or null.</param>
    public JudgedCandidate Try(ConvolutionCandidate candidate, VectorAverager? mean)
    {
        double[] precisions = AveragePrecisions(new RowConvolver(candidate.Matrix), mean);
        var gain = PairedGain.Of(precisions, _first ??= precisions);
        string choice = mean is null ? candidate.ToString() : $"{candidate}, with mean vectors";
        ConvolutionTrial trial = new(candidate.Options, precisions.Average(), gain.Mean, gain.StandardError) { Choice = choice };
        return new(candidate, mean, trial, precisions, gain);
    }

    private double[] AveragePrecisions(RowConvolver convolver, VectorAverager? mean)
    {
        var convolved = data with { Features = Convolve(convolver, mean) };
        var training = new LabelTraining(
            convolved, Judge(), new() { NumberOfThreads = options.NumberOfThreads }, host.Child(nameof(ConvolutionTuner), _seed),
            progress: null, cancellationToken);
        float[][] scores = training.HeldOutScores(options.NumberOfFolds);
        var labels = data.ExampleLabels;
        return [.. scores.Select((ofLabel, label) => RankingMetrics.AveragePrecision(ofLabel, labels.Flags(label)))];
    }

    private SparseLinearLearner Judge() => new(new SparseLinearSvmTrainer(
        host.Environment, "Label", "Features", exampleWeightColumnName: null, new() { Cost = options.Cost }));

    /// <summary>The rows, convolved and of unit length, with their means.</summary>
    private FeatureRows Convolve(RowConvolver convolver, VectorAverager? mean)
    {
        int size = data.Features.Size, dimensions = mean?.Dimensions ?? 0;
        var rows = new FeatureRows.Builder(size + dimensions);
        int[] slots = [];
        float[] values = [];
        for (int row = 0; row < data.Count; row++)
        {
            var x = data.Features[row];
            int most = convolver.Add(x.Indices, x.Values);
            if (values.Length < most + dimensions) (slots, values) = (new int[2 * most + dimensions], new float[2 * most + dimensions]);
            int count = convolver.Take(slots, values);
            var weights = values.AsSpan(0, count);
            float norm = TensorPrimitives.Norm<float>(weights);
            if (norm > 0) TensorPrimitives.Divide(weights, norm, weights);
            mean?.Average(x.Indices, x.Values, values.AsSpan(count, dimensions));
            for (int k = 0; k < dimensions; k++) slots[count + k] = size + k;
            rows.Add(slots.AsSpan(0, count + dimensions), values.AsSpan(0, count + dimensions));
        }
        return rows.Build();
    }
}
