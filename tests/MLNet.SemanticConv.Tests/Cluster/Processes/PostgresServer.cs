using System.Diagnostics;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>A PostgreSQL server of one's own, which only this machine can reach.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-pg-").FullName;

    public PostgresServer()
    {
        // it does not run as root
        if (Environment.IsPrivilegedProcess) Run("chown", User, _folder);
        RunAsServer("initdb", "-D", Data, "-U", "semconv", "-A", "trust", "-E", "UTF8", "--no-sync");
        Start();
    }

    /// <summary>Where the server's programs are, or null where there are none.</summary>
    public static string? Programs { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>The database, for Npgsql.</summary>
    public string Database => $"Host={_folder};Username=semconv;Database=postgres";

    private string Data => Path.Combine(_folder, "data");

    // by a socket in the folder alone, so that no port can be taken
    public void Start() => RunAsServer("pg_ctl", "-D", Data, "-w", "-t", "300", "-l", Path.Combine(_folder, "log"), "-o",
        $"-k {_folder} -c listen_addresses='' -c fsync=off", "start");

    public void Stop() => RunAsServer("pg_ctl", "-D", Data, "-w", "-t", "300", "-m", "immediate", "stop");

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Candidates()
    {
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? path.Concat(Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin")))
            : path;
    }

    private static void RunAsServer(string program, params string[] args)
    {
        string path = Path.Combine(Programs!, program);
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", User, "--", path, .. args]);
        else Run(path, args);
    }

    private static void Run(string program, params string[] args)
    {
        // the server inherits what it is started with, and would keep pipes open
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", program, .. args])
        { WorkingDirectory = "/" };
        using Process process = Process.Start(start)!;
        if (!process.WaitForExit(Patience.Limit)) throw new TimeoutException($"{program} {string.Join(' ', args)} does not end.");
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}.");
    }
}
