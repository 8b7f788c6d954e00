namespace MLNet.SemanticConv.Cluster;

/// <summary>What a job must not forget.</summary>
[GenerateSerializer]
internal abstract class JobRecord<TWork>
    where TWork : class, IJobWork
{
    [Id(0)]
    public TWork? Work { get; set; }

    [Id(1)]
    public JobState State { get; set; }

    [Id(2)]
    public string? Error { get; set; }

    /// <summary>What the output was when it was written.</summary>
    [Id(3)]
    public string? OutputStamp { get; set; }

    /// <summary>Whether the job is not at its end.</summary>
    public bool IsRunning => State is JobState.Running or JobState.Finishing;
}
