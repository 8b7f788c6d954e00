using StackExchange.Redis;

namespace MLNet.SemanticConv.Cluster;

/// <summary>A Redis server in which the machines of a cluster meet.</summary>
public static class RedisCluster
{
    /// <summary>
    /// Makes sure that the server answers. To be called before a silo or a client starts, which would otherwise wait for it.
    /// </summary>
    /// <param name="configuration">The server, as StackExchange.Redis is told of it: <c>db:6379,password=…</c>. What jobs must not forget
    /// is as safe as its settings make it: <c>appendonly yes</c> keeps it where the server ends.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when the server has answered.</returns>
    /// <exception cref="ArgumentException">The configuration has an option that does not exist.</exception>
    /// <exception cref="RedisConnectionException">The server cannot be reached, or does not let the user in.</exception>
    public static async Task PrepareAsync(string configuration, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        using ConnectionMultiplexer server =
            await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellationToken).ConfigureAwait(false);
        await server.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
