using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>One pair after another, see <see cref="Word2VecUpdate.Exact"/>.</summary>
internal sealed unsafe class PairTrainer : BucketTrainer
{
    private const int LossInterval = 256;

    private readonly float** _targets;
    private readonly float* _gradient, _errors, _rates;

    public PairTrainer(TrainingPlan plan) : base(plan)
    {
        int targets = Negative + 1;
        _gradient = (float*)NativeMemory.AlignedAlloc((nuint)((Stride + (2 * targets)) * sizeof(float)), 64);
        _errors = _gradient + Stride;
        _rates = _errors + targets;
        _targets = (float**)NativeMemory.Alloc((nuint)targets, (nuint)sizeof(float*));
    }

    ~PairTrainer() => Free();

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Train(
        Bucket bucket, ParameterMatrix inputs, ParameterMatrix outputs, NegativeSampler negatives, RandomBits random)
    {
        int pairs = 0;
        foreach (var run in bucket.Runs)
        {
            float negativeRate = NegativeRate(bucket, run.Rate);
            new Span<float>(_rates, Negative + 1).Fill(negativeRate);
            _rates[0] = run.Rate;
            foreach (var pair in run.Pairs.Span)
            {
                int count = 1;
                _targets[0] = outputs.Row(pair.Output);
                for (int k = 0; k < Negative; k++)
                {
                    int drawn = negatives.Draw(random.Next());
                    // The true word is no sample of the others.
                    if (drawn != pair.Output) _targets[count++] = outputs.Row(drawn);
                }
                float* input = inputs.Row(pair.Input);
                new Span<float>(_gradient, Stride).Clear();
                Kernels.UpdatePair(input, _gradient, _targets, count, run.Rate, negativeRate, _errors, Stride);
                Kernels.AddTo(&input, 1, _gradient, Stride);
                if (++pairs % LossInterval == 0) TakeLoss(new(_errors, count), new(_rates, count));
            }
        }
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_gradient);
        NativeMemory.Free(_targets);
    }
}
