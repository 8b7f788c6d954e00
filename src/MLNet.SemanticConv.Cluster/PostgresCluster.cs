namespace MLNet.SemanticConv.Cluster;

/// <summary>A PostgreSQL database in which the machines of a cluster meet.</summary>
public static class PostgresCluster
{
    /// <summary>Creates the tables that Orleans needs if they are missing. Call it before a silo or a client starts.</summary>
    /// <param name="connectionString">A database, in Npgsql's form: <c>Host=db;Username=semconv;Password=…;Database=semconv</c>. The first
    /// time, the user must be allowed to create tables.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the tables exist.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database cannot be reached, or refuses the user.</exception>
    public static Task PrepareAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return PostgresSchema.EnsureAsync(connectionString, cancellationToken);
    }
}
