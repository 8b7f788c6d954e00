using System.Data.Common;
using Orleans.Persistence.Redis;
using StackExchange.Redis;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Tells what goes by: a silo that dies, or a database that is away.</summary>
internal static class Outage
{
    public static bool Is(Exception exception)
        => exception is OrleansException or TimeoutException or DbException or RedisException or RedisStorageException;
}
