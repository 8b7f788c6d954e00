using System.Diagnostics;
using System.Globalization;
using MLNet.SemanticConv.Tests.Cluster;

namespace MLNet.SemanticConv.Benchmarks.Cluster;

/// <summary>
/// <c>cluster-kills MODEL TEXTS EXPECTED [KILLS] [SEED]</c>: three silos and a client on a PostgreSQL server; now and then one of the four
/// is killed and started again, and once the server is away for 20 seconds. Each output is held against EXPECTED, which <c>semconv
/// predict</c>
/// wrote; a job that ends before the kills do is begun anew.
/// </summary>
internal static class ClusterKills
{
    public static async Task RunAsync(string[] args)
    {
        int kills = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 30;
        Random random = new(args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 1);
        string folder = Directory.CreateTempSubdirectory("semconv-kills-").FullName, output = Path.Combine(folder, "out.tsv");
        using PostgresServer postgres = new();
        int[] ports = [.. Enumerable.Range(0, 3).Select(_ => SemconvProcess.FreePort())];
        SemconvProcess Client() => SemconvProcess.Predict(postgres.Database, "--model", args[0], "--input", args[1], "--out", output);
        SemconvProcess[] silos = [.. ports.Select(port => SemconvProcess.Work(postgres.Database, port))];
        await Task.WhenAll(silos.Select(silo => silo.AtWorkAsync()));
        SemconvProcess client = Client();
        Stopwatch clock = Stopwatch.StartNew();
        int jobs = 0;
        for (int kill = 1; kill <= kills; kill++)
        {
            await Task.Delay(random.Next(2000, 14000));
            if (client.HasExited)
            {
                await CheckAsync();
                client = Client();
            }
            // one that starts while the database is away says so and ends
            for (int i = 0; i < silos.Length; i++)
                if (silos[i].HasExited) silos[i] = SemconvProcess.Work(postgres.Database, ports[i]);
            int victim = random.Next(4);
            SemconvProcess killed = victim < 3 ? silos[victim] : client;
            killed.Kill();
            killed.Dispose();
            if (victim < 3) silos[victim] = SemconvProcess.Work(postgres.Database, ports[victim]);
            else client = Client();
            Console.WriteLine(
                $"{clock.Elapsed.TotalSeconds,6:F1} s  kill {kill}: {(victim < 3 ? $"silo {victim + 1}" : "client")}, "
                    + $"{Done()} parts are there");
            if (kill != kills / 2) continue;
            postgres.Stop();
            await Task.Delay(TimeSpan.FromSeconds(20));
            postgres.Start();
            Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F1} s  the database was away for 20 s, {Done()} parts are there");
        }
        while (await client.EndAsync() != 0)
        {
            await CheckAsync();
            client = Client();
        }
        await CheckAsync();
        foreach (SemconvProcess process in silos) process.Dispose();
        Directory.Delete(folder, recursive: true);

        int Done() => Directory.Exists($"{output}.parts") ? Directory.GetFiles($"{output}.parts", "*.json").Length : 0;

        async Task CheckAsync()
        {
            if (await client.EndAsync() != 0)
            {
                Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F1} s  the client ended: {client.Said}");
                return;
            }
            jobs++;
            bool same = File.ReadAllBytes(output).AsSpan().SequenceEqual(File.ReadAllBytes(args[2]));
            string[] left = [.. Directory.GetFileSystemEntries(folder).Where(path => path != output)];
            string bytes = same ? "every text once, the same bytes" : "OTHER BYTES";
            string remains = string.Concat(left.Select(path => $", LEFT {path}"));
            Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F1} s  job {jobs}: {bytes}{remains}");
            File.Delete(output);
            client.Dispose();
        }
    }
}
