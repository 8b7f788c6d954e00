namespace MLNet.PipelineProfiler;

/// <summary>What a stage can be busy with.</summary>
internal enum FrameKind
{
    /// <summary>The bottom of a thread's stack.</summary>
    Root,

    /// <summary>An activity as a whole: what is its own is the caller's, between the rows that it asks for.</summary>
    Activity,

    /// <summary>An estimator's Fit.</summary>
    Fit,

    /// <summary>A transformer that is bound to a schema or a view.</summary>
    Bind,

    /// <summary>The making of a cursor.</summary>
    Open,

    /// <summary>A cursor that goes to its next row.</summary>
    MoveNext,

    /// <summary>A value of a column.</summary>
    Get,

    /// <summary>Threads that the stage above has started, and what they do between the rows that they ask for.</summary>
    Threads,

    /// <summary>What the profiler does for itself.</summary>
    Profiler,
}

/// <summary>A place in the program, as a function is for a profiler of code. There is one object for each, so that references
/// compare.</summary>
internal sealed record Frame(FrameKind Kind, Stage Stage, ProfiledActivity Activity = default, string? Column = null);
