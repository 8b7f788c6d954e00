namespace MLNet.SemanticConv.Cluster;

/// <summary>The grain storage that jobs are kept in.</summary>
internal static class JobStorage
{
    public const string Name = "semconv";
}
