using Npgsql;

namespace MLNet.SemanticConv.Cluster;

/// <summary>What Orleans keeps in PostgreSQL.</summary>
internal static class PostgresSchema
{
    // any number: silos that start together wait for the one that makes the tables
    private const long Lock = 0x5E3C_0417;

    /// <summary>Makes the tables where they are missing.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task EnsureAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new($"SELECT pg_advisory_xact_lock({Lock})", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        command.CommandText = Script();
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Script()
    {
        using StreamReader reader = new(typeof(PostgresSchema).Assembly.GetManifestResourceStream("Schema.sql")!);
        return reader.ReadToEnd();
    }
}
