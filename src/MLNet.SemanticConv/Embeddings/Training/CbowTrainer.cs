using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// CBOW: the mean of a window's words predicts the one in the middle, and each of them gains the whole gradient of the mean. Each worker
/// has its own.
/// </summary>
internal sealed unsafe class CbowTrainer : IDisposable
{
    // Often enough for a smooth decay, seldom enough for threads not to wait for each other's counts.
    private const int WordsPerRate = 1000;
    private const int LossInterval = 64;
    private const int Alignment = 64;

    private readonly TrainingSetup _setup;
    private readonly TrainingClock _clock;
    private readonly State* _state;
    private readonly float** _contexts, _targets;
    private readonly float* _gradient, _mean, _errors;
    private int _part;

    public CbowTrainer(TrainingSetup setup, TrainingClock clock)
    {
        (_setup, _clock) = (setup, clock);
        int contexts = 2 * setup.Options.Window, targets = setup.Options.Negative + 1, stride = setup.Stride;
        // Scratch of all kinds in one piece.
        nint pointers = (nint)(((contexts + targets) * sizeof(float*)) + Alignment - 1) / Alignment * Alignment;
        nint bytes = Alignment + pointers + (((2 * stride) + targets) * sizeof(float));
        byte* scratch = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        NativeMemory.Clear(scratch, (nuint)bytes);
        _state = (State*)scratch;
        _contexts = (float**)(scratch + Alignment);
        _targets = _contexts + contexts;
        _gradient = (float*)(scratch + Alignment + pointers);
        _mean = _gradient + stride;
        _errors = _mean + stride;
    }

    ~CbowTrainer() => NativeMemory.AlignedFree(_state);

    /// <summary>The sum of the sampled losses of the epoch, and of how many terms.</summary>
    public (double Sum, long Terms) Loss => (_state->LossSum, _state->LossTerms);

    /// <summary>Begins an epoch: what is drawn depends on nothing that was before it.</summary>
    public void Begin(int epoch, int worker)
    {
        *_state = new() { Random = new(_setup.Options.Seed, epoch, worker), Rate = _clock.LearningRate };
        _part = (worker + epoch) % _setup.Partition.Parts;
    }

    /// <summary>Trains on a block of text, whose words are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Train(EncodedText text)
    {
        int counted = 0;
        for (int sentence = 0; sentence < text.Sentences; sentence++)
        {
            int words = text.WordsBefore(sentence);
            if (words - counted >= WordsPerRate)
            {
                _state->Rate = _clock.Advance(words - counted);
                counted = words;
            }
            Train(Keep(text.Words(sentence)));
        }
        _state->Rate = _clock.Advance(text.WordsRead - counted);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_state);
        GC.SuppressFinalize(this);
    }

    /// <summary>Drops occurrences of frequent words, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> Keep(Span<int> words)
    {
        int kept = 0;
        uint[] thresholds = _setup.KeepThresholds;
        foreach (int word in words)
        {
            words[kept] = word;
            // Counted without a branch, which no processor could predict.
            kept += (uint)(_state->Random.Next() >> 32) <= thresholds[word] ? 1 : 0;
        }
        return words[..kept];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Train(ReadOnlySpan<int> words)
    {
        if (words.Length < 2) return;
        var kernels = _setup.Kernels;
        int stride = _setup.Stride;
        float rate = _state->Rate;
        for (int i = 0; i < words.Length; i++)
        {
            int contexts = DrawContexts(words, i), count = DrawTargets(words[i]);
            kernels.Sum(_contexts, contexts, 1f / contexts, _mean, stride);
            new Span<float>(_gradient, stride).Clear();
            kernels.UpdatePair(_mean, _gradient, _targets, count, rate, rate, _errors, stride);
            kernels.AddTo(_contexts, contexts, _gradient, stride);
            if ((++_state->Windows & (LossInterval - 1)) == 0) TakeLoss(new(_errors, count), rate);
        }
    }

    /// <summary>Draws a window and takes the rows of its words, without the one in the middle; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int DrawContexts(ReadOnlySpan<int> words, int middle)
    {
        int reach = 1 + _state->Random.NextBelow(_setup.Options.Window);
        int end = Math.Min(middle + reach, words.Length - 1), count = 0;
        for (int i = Math.Max(middle - reach, 0); i <= end; i++)
            if (i != middle) _contexts[count++] = _setup.Inputs.Row(words[i]);
        return count;
    }

    /// <summary>Takes the rows of the true word and of negative samples, but for those that are the true word; returns their
    /// number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int DrawTargets(int word)
    {
        int count = 1;
        var outputs = _setup.Outputs;
        float* truth = _targets[0] = outputs.Row(word);
        for (int k = 0; k < _setup.Options.Negative; k++)
        {
            float* row = outputs[_part].Row(_setup.Negatives[_part].Draw(_state->Random.Next()));
            if (row != truth) _targets[count++] = row;
        }
        return count;
    }

    // −ln σ(±x·y) = −ln(1 − |error| / rate).
    private void TakeLoss(ReadOnlySpan<float> errors, float rate)
    {
        foreach (float error in errors) _state->LossSum -= Math.Log(Math.Max(1 - (Math.Abs(error) / rate), 1e-7f));
        _state->LossTerms += errors.Length;
    }

    /// <summary>What changes with every window: in memory of the worker's own, for another worker's object may share this one's cache
    /// line.</summary>
    private struct State
    {
        public RandomBits Random;
        public float Rate;
        public int Windows;
        public double LossSum;
        public long LossTerms;
    }
}
