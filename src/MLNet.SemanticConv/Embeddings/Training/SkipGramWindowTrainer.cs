using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>Skip-gram, all pairs of a window at once, see <see cref="Word2VecUpdate.WindowBatch"/>.</summary>
internal sealed unsafe class SkipGramWindowTrainer(TrainingSetup setup) : SentenceTrainer(setup)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void TrainKept(ReadOnlySpan<int> words, float rate)
    {
        // The rows of the next window are on their way from memory while this one is computed.
        float** targets = Targets, next = NextTargets;
        int count = DrawTargets(words[0], targets);
        for (int i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length) Prefetch(next, DrawTargets(words[i + 1], next));
            PrefetchContext(words, i);
            int contexts = DrawContexts(words, i);
            bool takeLoss = IsLossTaken();
            for (int first = 0; first < count; first += Word2VecKernels.TileSize)
            {
                int size = Math.Min(count - first, Word2VecKernels.TileSize);
                TrainTile(contexts, targets + first, size, isFirst: first == 0, rate, takeLoss);
            }
            float** done = targets;
            targets = next;
            next = done;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TrainTile(int contexts, float** targets, int count, bool isFirst, float rate, bool takeLoss)
    {
        for (int t = count; t < Word2VecKernels.TileSize; t++) targets[t] = Padding;
        var label = Vector256.CreateScalar(isFirst ? 1f : 0f);
        var rates = Vector256.ConditionalSelect(
            Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count)), Vector256.Create(rate), Vector256<float>.Zero);
        Kernels.UpdateWindow(Contexts, contexts, targets, (float*)&label, (float*)&rates, Errors, Stride);
        for (int c = 0; takeLoss && c < contexts; c++) TakeLoss(new(Errors + (c * Word2VecKernels.ErrorStride), count), rate);
    }
}
