namespace MLNet.PipelineProfiler;

/// <summary>What was spent in a frame. Fields, for they are counted up millions of times.</summary>
/// <remarks>
/// What each call needs comes first, in one line of the processor's cache: between two rows a pipeline fills the cache with data of its
/// own, and to get
/// a line back takes longer than all that is done to it.
/// </remarks>
internal abstract class CallCounters
{
    public LatencyHistogram? Latencies;

    public long Calls;

    /// <summary>The number of calls at which a row is to be looked at more closely again.</summary>
    public long NextSample;

    public long OwnTicks, OwnBytes;

    /// <summary>Calls for a row that the same cursor had been asked for already, and their time with what they called.</summary>
    public long Repeats, RepeatTicks;

    /// <summary>Own time and own processor time (ns) of the rows that were looked at more closely.</summary>
    public long SampledTicks, SampledCpu;

    /// <summary>Processor time with what was called (ns), where it was measured at each call.</summary>
    public long Cpu;

    public int Gen0, Gen1, Gen2;

    /// <summary>The largest heap seen, and what stayed on it after Fit; null where that was not looked at.</summary>
    public long PeakBytes;
    public long? LiveBytes;

    /// <summary>The widest vector, and how many vectors had how many values other than zero together.</summary>
    public long Width, Vectors, NonZeros;

    public void Add(CallCounters other)
    {
        Calls += other.Calls;
        OwnTicks += other.OwnTicks;
        OwnBytes += other.OwnBytes;
        Repeats += other.Repeats;
        RepeatTicks += other.RepeatTicks;
        SampledTicks += other.SampledTicks;
        SampledCpu += other.SampledCpu;
        Cpu += other.Cpu;
        Gen0 += other.Gen0;
        Gen1 += other.Gen1;
        Gen2 += other.Gen2;
        PeakBytes = Math.Max(PeakBytes, other.PeakBytes);
        LiveBytes = LiveBytes + other.LiveBytes ?? LiveBytes ?? other.LiveBytes;
        Width = Math.Max(Width, other.Width);
        Vectors += other.Vectors;
        NonZeros += other.NonZeros;
        if (other.Latencies != null) (Latencies ??= new()).Add(other.Latencies);
    }
}
