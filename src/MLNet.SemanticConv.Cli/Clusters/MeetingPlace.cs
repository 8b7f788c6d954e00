using MLNet.SemanticConv.Cluster;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where the machines of a cluster meet.</summary>
internal abstract class MeetingPlace
{
    private const string RedisPrefix = "redis:";

    /// <summary>The place that <c>--cluster</c> names: a Redis server where it begins so, otherwise a PostgreSQL database.</summary>
    public static MeetingPlace Of(string cluster) => cluster.StartsWith(RedisPrefix, StringComparison.OrdinalIgnoreCase)
        ? new Redis(cluster[RedisPrefix.Length..].TrimStart('/'))
        : new Postgres(cluster);

    /// <summary>Makes sure that it can be used.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Has a silo meet the others there.</summary>
    public abstract ISiloBuilder Lead(ISiloBuilder silo);

    /// <summary>Has a client find the silos there.</summary>
    public abstract IClientBuilder Lead(IClientBuilder client);

    private sealed class Postgres(string database) : MeetingPlace
    {
        public override Task PrepareAsync(CancellationToken cancellationToken) => PostgresCluster.PrepareAsync(database, cancellationToken);

        public override ISiloBuilder Lead(ISiloBuilder silo) => silo.UsePostgres(database);

        public override IClientBuilder Lead(IClientBuilder client) => client.UsePostgres(database);
    }

    private sealed class Redis(string server) : MeetingPlace
    {
        public override Task PrepareAsync(CancellationToken cancellationToken) => RedisCluster.PrepareAsync(server, cancellationToken);

        public override ISiloBuilder Lead(ISiloBuilder silo) => silo.UseRedis(server);

        public override IClientBuilder Lead(IClientBuilder client) => client.UseRedis(server);
    }
}
