namespace MLNet.SemanticConv.Cluster;

/// <summary>A PostgreSQL database in which the machines of a cluster meet.</summary>
public static class PostgresCluster
{
    /// <summary>Makes the tables that Orleans needs, where they are missing. To be called before a silo or a client starts.</summary>
    /// <param name="connectionString">A database, as Npgsql is told of it: <c>Host=db;Username=semconv;Password=…;Database=semconv</c>. The
    /// user must be allowed to make tables, if only the first time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends when the tables are there.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database cannot be reached, or does not let the user in.</exception>
    public static Task PrepareAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return PostgresSchema.EnsureAsync(connectionString, cancellationToken);
    }
}
