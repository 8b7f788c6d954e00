using Npgsql;

namespace MLNet.SemanticConv.Cluster;

/// <summary>What Orleans keeps in PostgreSQL.</summary>
internal static class PostgresSchema
{
    // any number: silos that start together wait for the one that makes the tables
    private const long Lock = 0x5E3C_0417;

    /// <summary>Makes the tables where they are missing.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task EnsureAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (await IsThereAsync(connection, cancellationToken).ConfigureAwait(false)) return;
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using NpgsqlCommand command = new($"SELECT pg_advisory_xact_lock({Lock})", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        command.CommandText = Script();
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    // who may not make tables may use those that are there
    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT to_regclass('OrleansQuery') IS NOT NULL", connection);
        if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true) return false;
        command.CommandText =
            "SELECT count(*) = 3 FROM OrleansQuery WHERE QueryKey IN ('GatewaysQueryKey', 'WriteToStorageKey', 'UpsertReminderRowKey')";
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private static string Script()
    {
        using StreamReader reader = new(typeof(PostgresSchema).Assembly.GetManifestResourceStream("Schema.sql")!);
        return reader.ReadToEnd();
    }
}
