namespace MLNet.SemanticConv.Cluster;

/// <summary>How far a job is.</summary>
public enum TaggingState
{
    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>Its parts are being tagged.</summary>
    Tagging,

    /// <summary>All parts are tagged and are being put together.</summary>
    Joining,

    /// <summary>The output is there.</summary>
    Completed,

    /// <summary>It ended without an output; parts that were tagged are kept and used where it is run again.</summary>
    Failed,

    /// <summary>It was cancelled; parts that were tagged are kept and used where it is run again.</summary>
    Cancelled,
}
