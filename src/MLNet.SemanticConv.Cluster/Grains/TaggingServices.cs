using Orleans.Runtime.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The service of each silo.</summary>
internal sealed class TaggingServices(IServiceProvider services) : GrainServiceClient<ITaggingService>(services)
{
    /// <summary>The service of one silo.</summary>
    public ITaggingService On(SiloAddress silo) => GetGrainService(silo);
}
