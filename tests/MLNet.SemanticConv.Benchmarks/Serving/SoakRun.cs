using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>soak A.zip B.zip TEXTS.txt [minutes]</c>: <c>semconv serve</c> under requests of all kinds, bad ones among them, while the link that
/// leads to its model is swapped every three seconds: to A, to a file made to harm, to B and so on. Every answer must be the one that A or
/// B gives, and memory must not grow. At the end the service is told to stop (SIGTERM) with requests under way: each is answered, or told
/// so.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    private const int Workers = 4, SlowRequests = 8, Terminate = 15;
    private static readonly TimeSpan s_reload = TimeSpan.FromSeconds(3), s_sample = TimeSpan.FromSeconds(10),
        s_underWay = TimeSpan.FromMilliseconds(300);

    private readonly Action<string>[] _versions;
    private readonly MountedModel _model;
    private readonly SoakClient _asking;
    private int _swaps, _kept, _errors;

    private SoakRun(string first, string second, string texts)
    {
        byte[] one = File.ReadAllBytes(first), other = File.ReadAllBytes(second);
        Action<string>[] good = [path => File.WriteAllBytes(path, other), path => File.WriteAllBytes(path, one)];
        _versions = [.. BadModels.Of(one).SelectMany((bad, i) => new[] { bad, good[i % good.Length] })];
        _model = new(one);
        _asking = new([.. File.ReadLines(texts).Take(500)], [TextTagger.Load(first), TextTagger.Load(second)]);
    }

    public static async Task RunAsync(string[] args)
    {
        using SoakRun run = new(args[0], args[1], args[2]);
        await run.RunAsync(TimeSpan.FromMinutes(args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 10));
    }

    public void Dispose() => _model.Dispose();

    private async Task RunAsync(TimeSpan time)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using var service = Process.Start(
            new ProcessStartInfo("dotnet", [tool, "serve", "--model", _model.Path, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        Task log = ReadLogAsync(service.StandardError);
        try
        {
            Uri address = new((await service.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);
            using HttpClient client = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            using CancellationTokenSource end = new(time), gone = new();
            Task swapping = SwapAsync(end.Token);
            Task[] workers = [.. Enumerable.Range(0, Workers).Select(seed => _asking.AskAsync(client, new Random(seed), gone.Token))];
            List<double> megabytes = await SampleAsync(service, end.Token);
            await swapping;
            Task[] slow = [.. Enumerable.Range(0, SlowRequests).Select(seed => _asking.AskSlowlyAsync(client, new Random(seed)))];
            await Task.Delay(s_underWay);
            _asking.ExpectStop();
            var clock = Stopwatch.StartNew();
            _ = Kill(service.Id, Terminate);
            await Task.WhenAll(slow);
            await service.WaitForExitAsync();
            TimeSpan stopping = clock.Elapsed;
            await gone.CancelAsync();
            await Task.WhenAll([.. workers, log]);
            int tenth = Math.Max(1, megabytes.Count / 10);
            Console.WriteLine($"{time.TotalMinutes:F1} minutes, {_swaps} swaps, {_kept} of them not taken: {_asking}");
            Console.WriteLine(
                $"{_errors} other errors in the log; stopped in {stopping.TotalSeconds:F1} s with exit code {service.ExitCode} "
                + $"while {3 * SlowRequests} requests were half sent");
            Console.WriteLine($"working set in MB: first tenth {Middle(megabytes[..tenth])}, last tenth {Middle(megabytes[^tenth..])}, "
                + $"all {Middle(megabytes)}");
        }
        finally
        {
            if (!service.HasExited) service.Kill(entireProcessTree: true);
        }
    }

    private async Task ReadLogAsync(StreamReader log)
    {
        while (await log.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("fail:", StringComparison.Ordinal) && !line.StartsWith("crit:", StringComparison.Ordinal)) continue;
            if (line.Contains("the model before it goes on", StringComparison.Ordinal)) _kept++;
            else if (_errors++ < 10) Console.WriteLine($"error: {line}");
        }
    }

    private async Task SwapAsync(CancellationToken end)
    {
        using PeriodicTimer timer = new(s_reload);
        while (await Ticks(timer, end)) _model.Swap(_versions[_swaps++ % _versions.Length]);
    }

    private static async Task<List<double>> SampleAsync(Process service, CancellationToken end)
    {
        List<double> megabytes = [];
        using PeriodicTimer timer = new(s_sample);
        while (await Ticks(timer, end))
        {
            service.Refresh();
            megabytes.Add(service.WorkingSet64 / 1e6);
        }
        return megabytes;
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string Middle(List<double> values)
        => $"{values.Order().ElementAt(values.Count / 2):F0} [{values.Min():F0}–{values.Max():F0}]";

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
