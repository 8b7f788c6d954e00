using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNet.SemanticConv;

/// <summary>Trains the vectors on one sentence after another; each worker has its own.</summary>
internal abstract unsafe class SentenceTrainer : IDisposable
{
    private const int LossInterval = 64;
    private const int FloatsPerCacheLine = 16;
    private const int Alignment = 64;

    // Where the true word was drawn so often instead of others, the odds for it round to 1, and no other word would ever come.
    private const int MostMisses = 1000;

    private readonly TrainingSetup _setup;
    private readonly State* _state;
    private int _part;

    protected SentenceTrainer(TrainingSetup setup)
    {
        _setup = setup;
        // Scratch of all kinds in one piece: a kernel may fill a tile of targets with padding, and write one row of errors more.
        int contexts = 2 * setup.Options.Window, targets = setup.Options.Negative + 1 + Word2VecKernels.TileSize;
        int errors = Math.Max((contexts + 1) * Word2VecKernels.ErrorStride, targets);
        nint pointerBytes = RoundUp((contexts + (2 * targets)) * sizeof(float*));
        nint bytes = Alignment + pointerBytes + RoundUp((errors + (3 * Stride)) * sizeof(float));
        byte* scratch = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        NativeMemory.Clear(scratch, (nuint)bytes);
        _state = (State*)scratch;
        Contexts = (float**)(scratch + Alignment);
        Targets = Contexts + contexts;
        NextTargets = Targets + targets;
        Gradient = (float*)(scratch + Alignment + pointerBytes);
        Mean = Gradient + Stride;
        Padding = Mean + Stride;
        Errors = Padding + Stride;

        static nint RoundUp(nint bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
    }

    ~SentenceTrainer() => NativeMemory.AlignedFree(_state);

    /// <summary>The sum of the sampled losses, and of how many terms.</summary>
    public (double Sum, long Terms) Loss => (_state->LossSum, _state->LossTerms);

    protected Word2VecKernels Kernels => _setup.Kernels;

    protected int Negative => _setup.Options.Negative;

    protected int Stride => _setup.Inputs.Stride;

    /// <summary>The rows of the words around the one in the middle.</summary>
    protected float** Contexts { get; }

    /// <summary>The rows of the true word and the negative samples.</summary>
    protected float** Targets { get; }

    /// <summary>Room for those of the window after.</summary>
    protected float** NextTargets { get; }

    protected float* Errors { get; }

    protected float* Gradient { get; }

    protected float* Mean { get; }

    /// <summary>A row of zeros, to fill a tile of targets.</summary>
    protected float* Padding { get; }

    /// <summary>The trainer that the options ask for.</summary>
    public static SentenceTrainer Create(TrainingSetup setup) => setup.Options switch
    {
        { Architecture: Word2VecArchitecture.Cbow } => new CbowTrainer(setup),
        { Update: Word2VecUpdate.Exact } => new SkipGramPairTrainer(setup),
        _ => new SkipGramWindowTrainer(setup),
    };

    /// <summary>Begins an epoch: what is drawn depends on nothing that was before it.</summary>
    public void Begin(int epoch, int worker)
    {
        *_state = new() { Random = new(_setup.Options.Seed, epoch, worker) };
        _part = (worker + epoch) % _setup.Negatives.Parts;
    }

    /// <summary>Drops occurrences of frequent words and trains on the rest.</summary>
    /// <param name="words">The rows of the sentence's words; overwritten.</param>
    /// <param name="rate">The learning rate.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Train(Span<int> words, float rate)
    {
        int kept = 0;
        uint[] thresholds = _setup.KeepThresholds;
        foreach (int word in words)
        {
            words[kept] = word;
            // Counted without a branch, which no processor could predict.
            kept += (uint)(_state->Random.Next() >> 32) <= thresholds[word] ? 1 : 0;
        }
        if (kept > 1) TrainKept(words[..kept], rate);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_state);
        GC.SuppressFinalize(this);
    }

    protected abstract void TrainKept(ReadOnlySpan<int> words, float rate);

    /// <summary>Draws a window and puts the rows of its words, without the one in the middle, into <see cref="Contexts"/>.</summary>
    /// <returns>Their number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected int DrawContexts(ReadOnlySpan<int> words, int middle)
    {
        int reach = 1 + _state->Random.NextBelow(_setup.Options.Window);
        int end = Math.Min(middle + reach, words.Length - 1), count = 0;
        for (int i = Math.Max(middle - reach, 0); i <= end; i++)
            if (i != middle) Contexts[count++] = _setup.Inputs.Row(words[i]);
        return count;
    }

    /// <summary>
    /// Puts the rows of the true word and of fresh negative samples, none of which is the true word, into <paramref name="targets"/>; fewer
    /// where hardly another word is ever drawn.
    /// </summary>
    /// <returns>Their number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected int DrawTargets(int word, float** targets)
    {
        var outputs = _setup.Outputs;
        targets[0] = outputs.Row(word);
        // The only word there is has no negative samples.
        if (outputs.Rows == 1) return 1;
        for (int k = 1, misses = 0; k <= Negative;)
        {
            int drawn = _setup.Negatives.Draw(_state->Random.Next(), _part);
            if (drawn != word) targets[k++] = outputs.Row(drawn);
            else if (++misses == MostMisses) return k;
        }
        return Negative + 1;
    }

    /// <summary>Asks for rows that will be needed soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Prefetch(float** rows, int count)
    {
        for (int i = 0; i < count; i++) Prefetch(rows[i]);
    }

    /// <summary>Asks for the row of a word that will soon be among the <see cref="Contexts"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void PrefetchContext(ReadOnlySpan<int> words, int middle)
    {
        int coming = middle + _setup.Options.Window + 1;
        if (coming < words.Length) Prefetch(_setup.Inputs.Row(words[coming]));
    }

    /// <summary>Whether the window just drawn is one of those whose loss is taken.</summary>
    protected bool IsLossTaken() => (++_state->Windows & (LossInterval - 1)) == 0;

    /// <summary>Takes the loss from errors: −ln σ(±x·y) = −ln(1 − |error| / rate).</summary>
    protected void TakeLoss(ReadOnlySpan<float> errors, float rate)
    {
        foreach (float error in errors) _state->LossSum -= Math.Log(Math.Max(1 - (Math.Abs(error) / rate), 1e-7f));
        _state->LossTerms += errors.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(float* row)
    {
        if (!Sse.IsSupported) return;
        for (nint j = 0; j < Stride; j += FloatsPerCacheLine) Sse.Prefetch0(row + j);
    }

    /// <summary>What changes with every window: in memory of the worker's own, for another worker's object may share this one's cache line.</summary>
    private struct State
    {
        public RandomBits Random;
        public int Windows;
        public double LossSum;
        public long LossTerms;
    }
}
