using MLNet.SemanticConv.Cluster;
using Npgsql;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where the machines of a cluster meet.</summary>
internal abstract class MeetingPlace
{
    private const string RedisPrefix = "redis:";

    /// <summary>The place that <c>--cluster</c> names: a Redis server if it begins with "redis:", else a PostgreSQL database.</summary>
    public static MeetingPlace Of(string cluster) => cluster.StartsWith(RedisPrefix, StringComparison.OrdinalIgnoreCase)
        ? new Redis(cluster[RedisPrefix.Length..].TrimStart('/'))
        : new Postgres(cluster);

    /// <summary>What it is called in messages.</summary>
    protected abstract string Name { get; }

    /// <summary>Makes sure that it can be used.</summary>
    /// <exception cref="IOException">It cannot; the message says why and which option names it.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReachAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string advice = exception is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
                ? " The user must be allowed to create tables the first time."
                : "";
            throw new IOException(
                $"{Name} in which the machines meet cannot be used: {exception.Message.TrimEnd('.')}.{advice} "
                    + $"Check --cluster, or the environment variable {ClusterOption.Variable}.",
                exception);
        }
    }

    /// <summary>Lets a silo meet the others there.</summary>
    public abstract ISiloBuilder Lead(ISiloBuilder silo);

    /// <summary>Lets a client find the silos there.</summary>
    public abstract IClientBuilder Lead(IClientBuilder client);

    protected abstract Task ReachAsync(CancellationToken cancellationToken);

    private sealed class Postgres(string database) : MeetingPlace
    {
        protected override string Name => "The PostgreSQL database";

        protected override Task ReachAsync(CancellationToken cancellationToken)
            => PostgresCluster.PrepareAsync(database, cancellationToken);

        public override ISiloBuilder Lead(ISiloBuilder silo) => silo.UsePostgres(database);

        public override IClientBuilder Lead(IClientBuilder client) => client.UsePostgres(database);
    }

    private sealed class Redis(string server) : MeetingPlace
    {
        protected override string Name => "The Redis server";

        protected override Task ReachAsync(CancellationToken cancellationToken)
            => RedisCluster.PrepareAsync(server, cancellationToken);

        public override ISiloBuilder Lead(ISiloBuilder silo) => silo.UseRedis(server);

        public override IClientBuilder Lead(IClientBuilder client) => client.UseRedis(server);
    }
}
