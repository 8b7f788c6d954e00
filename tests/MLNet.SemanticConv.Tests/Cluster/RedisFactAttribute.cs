namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>A test that starts a Redis server: it is skipped where there is none to start.</summary>
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
    {
        if (RedisServer.Program is null) Skip = "needs a Redis server (Debian: apt-get install redis-server)";
    }
}
