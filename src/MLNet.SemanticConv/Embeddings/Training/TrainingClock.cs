namespace MLNet.SemanticConv;

/// <summary>How many words all workers have read so far, and hence how high the learning rate is.</summary>
internal sealed class TrainingClock(LearningRateSchedule schedule, long wordsDone = 0)
{
    private long _wordsDone = wordsDone;

    public long WordsDone => Interlocked.Read(ref _wordsDone);

    public float LearningRate => schedule.At(WordsDone);

    /// <summary>The learning rate after so many words.</summary>
    public float RateAt(long words) => schedule.At(words);

    /// <summary>Counts words; returns the learning rate from here on.</summary>
    public float Advance(long words) => schedule.At(Interlocked.Add(ref _wordsDone, words));
}
