using StackExchange.Redis;

namespace MLNet.SemanticConv.Cluster;

/// <summary>A Redis server in which the machines of a cluster meet.</summary>
public static class RedisCluster
{
    /// <summary>
    /// Makes sure that the server answers. Call it before a silo or a client starts, which would otherwise wait for the server.
    /// </summary>
    /// <param name="configuration">The server, in StackExchange.Redis's form: <c>db:6379,password=…</c>. The state of jobs is as durable as
    /// the server's settings make it: with <c>appendonly yes</c> it survives a restart of the server.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the server has answered.</returns>
    /// <exception cref="ArgumentException">The configuration has an unknown option.</exception>
    /// <exception cref="RedisConnectionException">The server cannot be reached, or refuses the user.</exception>
    public static async Task PrepareAsync(string configuration, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        using ConnectionMultiplexer server =
            await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellationToken).ConfigureAwait(false);
        await server.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
