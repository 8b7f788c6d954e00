using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>A worker: turns blocks of the corpus into sentences of rows and trains on them.</summary>
internal sealed class BlockTrainer : IDisposable
{
    /// <summary>Longer sentences are cut, as in gensim.</summary>
    private const int LongestSentence = 10_000;

    // Often enough for a smooth decay, seldom enough for threads not to wait for each other's counts.
    private const int WordsPerRate = 1000;

    private readonly TrainingSetup _setup;
    private readonly TrainingClock _clock;
    private readonly SentenceTrainer _trainer;
    private readonly int[] _sentence = new int[LongestSentence];
    private float _rate;

    public BlockTrainer(TrainingSetup setup, TrainingClock clock)
    {
        (_setup, _clock) = (setup, clock);
        _trainer = SentenceTrainer.Create(setup);
    }

    /// <summary>The sum of the sampled losses of the epoch, and of how many terms.</summary>
    public (double Sum, long Terms) Loss => _trainer.Loss;

    public void Begin(int epoch, int worker)
    {
        _trainer.Begin(epoch, worker);
        _rate = _clock.LearningRate;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Train(ReadOnlySpan<byte> block, Delimiters delimiters)
    {
        var scanner = new TokenScanner(block, delimiters);
        Span<Token> tokens = stackalloc Token[TokenScanner.BatchSize];
        int length = 0, uncounted = 0;
        for (int count; (count = scanner.Read(tokens)) > 0;)
        {
            foreach (var token in tokens[..count]) _setup.Vocabulary.Prefetch(token.Hash);
            foreach (var token in tokens[..count])
            {
                if (!token.IsSentenceEnd)
                {
                    uncounted++;
                    int word = _setup.Vocabulary.Find(scanner[token], token.Hash);
                    if (word >= 0) _sentence[length++] = word;
                }
                if (token.IsSentenceEnd || length == LongestSentence) TrainSentence(ref length, ref uncounted);
            }
        }
        TrainSentence(ref length, ref uncounted);
        _rate = _clock.Advance(uncounted);
    }

    public void Dispose() => _trainer.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TrainSentence(ref int length, ref int uncounted)
    {
        if (uncounted >= WordsPerRate)
        {
            _rate = _clock.Advance(uncounted);
            uncounted = 0;
        }
        _trainer.Train(_sentence.AsSpan(0, length), _rate);
        length = 0;
    }
}
