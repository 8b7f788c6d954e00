namespace MLNet.SemanticConv.Cluster;

/// <summary>What a job is told.</summary>
internal interface IJobWork
{
    /// <summary>The file that it makes.</summary>
    string Output { get; }

    /// <summary>The folder of what is done so far, which another run uses; it goes when the output is there.</summary>
    string Leftovers { get; }
}
