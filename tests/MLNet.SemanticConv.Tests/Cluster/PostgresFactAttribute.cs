namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>A test that starts a PostgreSQL server: it is skipped where there is none to start.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (OperatingSystem.IsWindows() || PostgresServer.Programs is null)
            Skip = "needs the programs of a PostgreSQL server (Debian: apt-get install postgresql)";
    }
}
