namespace MLNet.SemanticConv.Cluster;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>Silos are working on it.</summary>
    Running,

    /// <summary>The silos are done, and what they made is being put together.</summary>
    Finishing,

    /// <summary>The output is there.</summary>
    Completed,

    /// <summary>It ended without an output. What was done is kept and used when the job is run again.</summary>
    Failed,

    /// <summary>It was cancelled. What was done is kept and used when the job is run again.</summary>
    Cancelled,
}
