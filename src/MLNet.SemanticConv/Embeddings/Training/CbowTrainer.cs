using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>
/// CBOW: the mean of a window's words predicts the one in the middle, and each of them gains the whole gradient of the mean.
/// </summary>
internal sealed unsafe class CbowTrainer(TrainingSetup setup) : SentenceTrainer(setup)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void TrainKept(ReadOnlySpan<int> words, float rate)
    {
        float* gradient = Gradient;
        for (int i = 0; i < words.Length; i++)
        {
            int contexts = DrawContexts(words, i);
            int count = DrawTargets(words[i], Targets);
            Kernels.Sum(Contexts, contexts, 1f / contexts, Mean, Stride);
            new Span<float>(gradient, Stride).Clear();
            Kernels.UpdatePair(Mean, gradient, Targets, count, rate, Errors, Stride);
            Kernels.AddTo(Contexts, contexts, gradient, Stride);
            if (IsLossTaken()) TakeLoss(new(Errors, count), rate);
        }
    }
}
