using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Skip-gram, one pair after another, see <see cref="Word2VecUpdate.Exact"/>.</summary>
internal sealed unsafe class SkipGramPairTrainer(TrainingSetup setup) : SentenceTrainer(setup)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void TrainKept(ReadOnlySpan<int> words, float rate)
    {
        float* gradient = Gradient;
        for (int i = 0; i < words.Length; i++)
        {
            int contexts = DrawContexts(words, i);
            bool takeLoss = IsLossTaken();
            for (int c = 0; c < contexts; c++)
            {
                int count = DrawTargets(words[i], Targets);
                new Span<float>(gradient, Stride).Clear();
                Kernels.UpdatePair(Contexts[c], gradient, Targets, count, rate, Errors, Stride);
                Kernels.AddTo(Contexts + c, 1, gradient, Stride);
                if (takeLoss) TakeLoss(new(Errors, count), rate);
            }
        }
    }
}
