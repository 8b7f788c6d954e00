namespace MLNet.PipelineProfiler;

/// <summary>What a table of stages is sorted by. The names in brackets are those of Python's cProfile.</summary>
public enum ProfileSort
{
    /// <summary>The order of the pipeline.</summary>
    Stage,

    /// <summary>Own time, the longest first (tottime).</summary>
    OwnTime,

    /// <summary>Time including the stages whose values it read, the longest first (cumtime).</summary>
    CumulativeTime,

    /// <summary>Calls, the most first (ncalls).</summary>
    Calls,

    /// <summary>Own time for one call, the longest first (percall).</summary>
    PerCall,

    /// <summary>Bytes that the stage itself allocated, the most first.</summary>
    AllocatedBytes,
}
