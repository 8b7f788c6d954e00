namespace MLNet.SemanticConv.Cluster;

/// <summary>How far the training of word vectors is.</summary>
public enum WordVectorsState
{
    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>Words are being counted, or vectors trained.</summary>
    Running,

    /// <summary>The output is there.</summary>
    Completed,

    /// <summary>It ended without an output; what was done is kept and used where it is run again.</summary>
    Failed,

    /// <summary>It was cancelled; what was done is kept and used where it is run again.</summary>
    Cancelled,
}
