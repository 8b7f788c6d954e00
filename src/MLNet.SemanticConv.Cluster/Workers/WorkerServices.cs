using Orleans.Runtime.Services;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The service of each silo.</summary>
internal sealed class WorkerServices(IServiceProvider services) : GrainServiceClient<IWorkerService>(services)
{
    /// <summary>The service of one silo.</summary>
    public IWorkerService On(SiloAddress silo) => GetGrainService(silo);
}
