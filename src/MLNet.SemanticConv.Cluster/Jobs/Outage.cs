using System.Data.Common;
using Orleans.Persistence.Redis;
using StackExchange.Redis;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Recognises exceptions that may pass: a silo has died, or the database is away.</summary>
internal static class Outage
{
    public static bool Is(Exception exception)
        => exception is OrleansException or TimeoutException or DbException or RedisException or RedisStorageException;
}
