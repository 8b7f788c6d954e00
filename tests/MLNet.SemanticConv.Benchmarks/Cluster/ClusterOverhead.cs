using System.Diagnostics;
using System.Globalization;

namespace MLNet.SemanticConv.Benchmarks.Cluster;

/// <summary>
/// <c>cluster-overhead MODEL TEXTS [TURNS]</c>: the same texts by <c>semconv predict</c> and by <c>semconv cluster predict</c> in one
/// process, in turns, with as many threads; and whether both write the same bytes.
/// </summary>
internal static class ClusterOverhead
{
    public static void Run(string[] args)
    {
        int turns = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
        string folder = Directory.CreateTempSubdirectory("semconv-overhead-").FullName;
        string alone = Path.Combine(folder, "alone.tsv"), together = Path.Combine(folder, "together.tsv");
        List<double> ratios = [];
        for (int turn = 0; turn < turns; turn++)
        {
            double one = Seconds("predict", "--model", args[0], "--input", args[1], "--out", alone);
            double cluster = Seconds("cluster", "predict", "--model", args[0], "--input", args[1], "--out", together);
            bool same = File.ReadAllBytes(alone).AsSpan().SequenceEqual(File.ReadAllBytes(together));
            ratios.Add(cluster / one);
            Console.WriteLine(
                $"predict {one:F1} s, cluster predict {cluster:F1} s, {cluster / one:F2} times as long, "
                    + $"{(same ? "the same bytes" : "OTHER BYTES")}");
        }
        ratios.Sort();
        Console.WriteLine($"median {ratios[ratios.Count / 2]:F2}, from {ratios[0]:F2} to {ratios[^1]:F2}");
        Directory.Delete(folder, recursive: true);
    }

    private static double Seconds(params IEnumerable<string> args)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "semconv.dll"), .. args])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(begin).TotalSeconds : throw new InvalidOperationException(error);
    }
}
