using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// Scores rows by several models. Linear ones take one walk along a row for up to 16 of them, as the weights that they give a feature lie
/// side by side; each score has the bits that its model alone would give.
/// </summary>
/// <remarks>Memory: 64 bytes for each feature, as <see cref="GroupedDescent"/> needs to train as many labels.</remarks>
internal static unsafe class GroupedScoring
{
    private const int Half = LabelGroup.Lanes / 2;

    /// <summary>The scores that each model gives the rows.</summary>
    /// <param name="models">The models, of which any number may be linear.</param>
    /// <param name="features">All rows.</param>
    /// <param name="rows">Those to score.</param>
    public static float[][] Score(LabelModel[] models, FeatureRows features, ReadOnlySpan<int> rows)
    {
        float[][] scores = new float[models.Length][];
        bool several = models.Count(IsWeighted) > 1;   // of a single one, one array of its weights is all that it needs
        List<int> grouped = [];
        for (int i = 0; i < models.Length; i++)
        {
            scores[i] = new float[rows.Length];
            if (several && IsWeighted(models[i])) grouped.Add(i);
            else models[i].Score(features, rows, scores[i]);
        }
        foreach (int[] group in grouped.Chunk(LabelGroup.Lanes))
            Score(Array.ConvertAll(group, i => (LinearLabelModel)models[i]), features, rows, Array.ConvertAll(group, i => scores[i]));
        return scores;
    }

    /// <summary>The same, unknown where a model had nothing to learn from (<see cref="KnownScores.Unknown"/>).</summary>
    public static float[][] ScoreKnown(LabelModel[] models, FeatureRows features, ReadOnlySpan<int> rows)
    {
        float[][] scores = Score(models, features, rows);
        for (int k = 0; k < models.Length; k++)
            if (models[k].IsPrior) scores[k].AsSpan().Fill(KnownScores.Unknown);
        return scores;
    }

    private static bool IsWeighted(LabelModel model) => model is LinearLabelModel { Features.Length: > 0 };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score(LinearLabelModel[] models, FeatureRows features, ReadOnlySpan<int> rows, float[][] scores)
    {
        var weights = SideBySide(models, features.Size);
        float* sums = stackalloc float[LabelGroup.Lanes];
        for (int i = 0; i < rows.Length; i++)
        {
            Multiply(features[rows[i]], weights.Pointer, sums);
            for (int lane = 0; lane < models.Length; lane++) scores[lane][i] = sums[lane] + models[lane].Bias;
        }
        GC.KeepAlive(weights);
    }

    private static AlignedFloats SideBySide(LinearLabelModel[] models, int size)
    {
        var weights = new AlignedFloats((long)size * LabelGroup.Lanes);
        var lines = weights.Span;
        for (int lane = 0; lane < models.Length; lane++)
        {
            var (features, values) = (models[lane].Features, models[lane].Weights);
            for (int k = 0; k < features.Length; k++) lines[features[k] * LabelGroup.Lanes + lane] = values[k];
        }
        return weights;
    }

    /// <summary>w · x of all lanes: products and sums are rounded one by one, in the order of the features.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(SparseRow x, float* weights, float* sums)
    {
        Vector256<float> low = default, high = default;
        // Rows hold no index that is not a feature's.
        ref int indices = ref MemoryMarshal.GetReference(x.Indices);
        ref float values = ref MemoryMarshal.GetReference(x.Values);
        for (nint k = 0; k < x.Indices.Length; k++)
        {
            float* line = weights + ((nint)Unsafe.Add(ref indices, k) << 4);
            var value = Vector256.Create(Unsafe.Add(ref values, k));
            low += value * Vector256.Load(line);
            high += value * Vector256.Load(line + Half);
        }
        low.Store(sums);
        high.Store(sums + Half);
    }
}
