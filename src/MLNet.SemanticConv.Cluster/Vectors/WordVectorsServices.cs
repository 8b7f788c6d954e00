using Orleans.Runtime.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The service of each silo.</summary>
internal sealed class WordVectorsServices(IServiceProvider services) : GrainServiceClient<IWordVectorsService>(services)
{
    /// <summary>The service of one silo.</summary>
    public IWordVectorsService On(SiloAddress silo) => GetGrainService(silo);
}
