namespace MLNet.SemanticConv.Cluster;

/// <summary>What a job is told.</summary>
internal interface IJobWork
{
    /// <summary>The file that it makes.</summary>
    string Output { get; }

    /// <summary>What it leaves for another run until the output is there.</summary>
    string Leftovers { get; }
}
