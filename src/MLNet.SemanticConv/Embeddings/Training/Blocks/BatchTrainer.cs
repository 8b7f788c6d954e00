using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>Several pairs at once with shared negative samples, see <see cref="Word2VecUpdate.WindowBatch"/>.</summary>
internal sealed unsafe class BatchTrainer : BucketTrainer
{
    private const int LossInterval = 256;

    private readonly PairBatch _one, _other;

    public BatchTrainer(TrainingPlan plan) : base(plan)
        => (_one, _other) = (new(plan.Options.Negative, plan.Stride), new(plan.Options.Negative, plan.Stride));

    public override void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Train(
        Bucket bucket, ParameterMatrix inputs, ParameterMatrix outputs, NegativeSampler negatives, RandomBits random)
    {
        // The rows of the next batch are on their way from memory while this one is computed.
        PairBatch coming = _one, ready = _other;
        coming.Clear();
        ready.Clear();
        int batches = 0;
        foreach (var run in bucket.Runs)
        {
            float negativeRate = NegativeRate(bucket, run.Rate);
            for (var pairs = run.Pairs.Span; pairs.Length > 0;)
            {
                pairs = pairs[coming.Add(pairs, inputs, outputs)..];
                if (!coming.IsFull) break;
                ComputeErrors(ready, tile: 0);
                // Drawn while the processor waits for the errors.
                coming.Draw(negatives, ref random, outputs, run.Rate, negativeRate);
                ApplyErrors(ready, ref batches);
                (coming, ready) = (ready, coming);
                coming.Clear();
            }
        }
        if (coming.Count > 0)
        {
            float rate = bucket.Runs[^1].Rate;
            coming.Draw(negatives, ref random, outputs, rate, NegativeRate(bucket, rate));
        }
        foreach (var batch in (ReadOnlySpan<PairBatch>)[ready, coming])
        {
            ComputeErrors(batch, tile: 0);
            ApplyErrors(batch, ref batches);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeErrors(PairBatch batch, int tile)
        => Kernels.ComputeErrors(
            batch.Inputs, batch.Outputs, batch.Count, batch.Negatives(tile), batch.Rates(tile), batch.Errors, Stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ApplyErrors(PairBatch batch, ref int batches)
    {
        if (batch.Count == 0) return;
        bool takeLoss = (++batches & (LossInterval - 1)) == 0;
        for (int tile = 0; ;)
        {
            Kernels.ApplyErrors(batch.Inputs, batch.Outputs, batch.Count, batch.Negatives(tile), batch.Errors, Stride);
            if (takeLoss)
            {
                int length = batch.Count * Word2VecKernels.ErrorStride;
                TakeLoss(new(batch.Errors, length), new(batch.Rates(tile), length));
            }
            if (++tile == batch.Tiles) return;
            ComputeErrors(batch, tile);
        }
    }
}
