using System.Numerics.Tensors;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>
/// Judges settings by how a linear SVM on the convolved rows ranks rows that it was not trained on, label by label. The rows are read once;
/// each matrix convolves them in memory.
/// </summary>
internal sealed class ConvolutionTuner(TrainingRows data, ConvolutionTuningOptions options, TrainingHost host, CancellationToken cancellationToken)
{
    // A label with one positive has none left to learn from where that one is held out.
    public const int LeastSupport = 2;

    private readonly int _seed = host.NextSeed();
    private double[]? _reference;

    /// <summary>Judges a setting against the first that was tried.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="matrix">What it makes; without entries for no convolution.</param>
    public ConvolutionTrial Try(CorrelationOptions setting, CorrelationMatrix matrix)
    {
        double[] precisions = AveragePrecisions(new RowConvolver(matrix));
        _reference ??= precisions;
        double[] gains = [.. precisions.Zip(_reference, (own, other) => own - other)];
        double gain = gains.Average(), squares = gains.Sum(g => (g - gain) * (g - gain));
        return new(setting, precisions.Average(), gain, Math.Sqrt(squares / Math.Max(1, gains.Length - 1) / gains.Length));
    }

    private double[] AveragePrecisions(RowConvolver convolver)
    {
        var convolved = data with { Features = Convolve(convolver) };
        var training = new LabelTraining(
            convolved, Judge(), new() { Threads = options.Threads }, host.Child(nameof(ConvolutionTuner), _seed), progress: null, cancellationToken);
        float[][] scores = training.HeldOutScores(options.Folds);
        var labels = data.ExampleLabels;
        return [.. scores.Select((ofLabel, label) => RankingMetrics.AveragePrecision(ofLabel, labels.Flags(label)))];
    }

    private SparseLinearLearner Judge() => new(new SparseLinearSvmTrainer(
        host.Environment, "Label", "Features", exampleWeightColumnName: null, new() { Cost = options.Cost }));

    /// <summary>The rows, convolved and of unit length.</summary>
    private FeatureRows Convolve(RowConvolver convolver)
    {
        var rows = new FeatureRows.Builder(data.Features.Size);
        int[] slots = [];
        float[] values = [];
        for (int row = 0; row < data.Count; row++)
        {
            var x = data.Features[row];
            int most = convolver.Add(x.Indices, x.Values);
            if (values.Length < most) (slots, values) = (new int[2 * most], new float[2 * most]);
            int count = convolver.Take(slots, values);
            var weights = values.AsSpan(0, count);
            float norm = TensorPrimitives.Norm<float>(weights);
            if (norm > 0) TensorPrimitives.Divide(weights, norm, weights);
            rows.Add(slots.AsSpan(0, count), weights);
        }
        return rows.Build();
    }
}
