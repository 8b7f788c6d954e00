
namespace MLNet.SemanticConv;

/// <summary>Trains two parts of the matrices on one bucket after another; each worker has its own.</summary>
internal abstract unsafe class BucketTrainer(TrainingPlan plan) : IDisposable
{
    /// <summary>The sum of the sampled losses, and of how many terms.</summary>
    public (double Sum, long Terms) Loss { get; private set; }

    protected Word2VecKernels Kernels => plan.Kernels;

    protected int Negative => plan.Options.Negative;

    protected int Stride => plan.Stride;

    /// <summary>The trainer that the options ask for.</summary>
    public static BucketTrainer Create(TrainingPlan plan)
        => plan.Options.Update == Word2VecUpdate.Exact ? new PairTrainer(plan) : new BatchTrainer(plan);

    /// <summary>Trains on all pairs of a bucket, one after another or a batch at a time.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="inputs">Its part of the word vectors, which nobody else may use meanwhile.</param>
    /// <param name="outputs">Its part of the output vectors, which nobody else may use meanwhile.</param>
    public void Train(Bucket bucket, ParameterMatrix inputs, ParameterMatrix outputs)
    {
        int parts = plan.Partition.Parts;
        long stream = (((bucket.Stretch * parts) + bucket.InputPart) * parts) + bucket.OutputPart;
        // Below 0, for those from 0 on are of the sentences.
        Train(bucket, inputs, outputs, plan.Negatives[bucket.OutputPart], new(plan.Options.Seed, bucket.Epoch, ~stream));
    }

    public void ForgetLoss() => Loss = default;

    public abstract void Dispose();

    protected abstract void Train(
        Bucket bucket, ParameterMatrix inputs, ParameterMatrix outputs, NegativeSampler negatives, RandomBits random);

    protected float NegativeRate(Bucket bucket, float rate) => rate * plan.Partition.NegativeWeights[bucket.OutputPart];

    /// <summary>Takes the loss of a pair from its errors: −ln σ(±x·y) = −ln(1 − |error| / rate).</summary>
    protected void TakeLoss(ReadOnlySpan<float> errors, ReadOnlySpan<float> rates)
    {
        var (sum, terms) = Loss;
        for (int i = 0; i < errors.Length; i++)
        {
            if (rates[i] == 0) continue;
            sum -= Math.Log(Math.Max(1 - (Math.Abs(errors[i]) / rates[i]), 1e-7f));
            terms++;
        }
        Loss = (sum, terms);
    }
}
