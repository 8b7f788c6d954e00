using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.ML;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>serving MODEL.zip TEXTS.txt [seconds] [turns]</c>: the service under wrk against the bare pipeline in the same process, by turns: prediction
/// engines of stock ML.NET on as many threads as wrk has connections. wrk takes its share of the same processors.
/// </summary>
internal static class ServingPeer
{
    private static readonly int[] s_connections = [1, 8, 64];

    public static async Task RunAsync(string[] args)
    {
        int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        string[] texts = [.. File.ReadLines(args[1]).Take(5_000)];
        int seconds = Number(2, 5), turns = Number(3, 3);
        if (Wrk.Program is null)
        {
            Console.WriteLine("skipped: wrk is not on the path (Debian: apt-get install wrk)");
            return;
        }

        await using var application = Service(args[0]);
        await application.StartAsync();
        var bare = new MLContext().Model.Load(args[0], out _);
        using Wrk wrk = new(new Uri(application.Urls.First() + "/tag"), texts.Select(text => JsonSerializer.Serialize(new { text })));
        foreach (int connections in s_connections)
        {
            // a turn that is not counted
            Ask(bare, texts, connections, 1);
            wrk.Run(connections, 1);
            List<(Load Bare, Load Served)> loads = [];
            for (int turn = 0; turn < turns; turn++) loads.Add((Ask(bare, texts, connections, seconds), wrk.Run(connections, seconds)));
            Console.WriteLine($"{connections} connections: bare {Spread(loads, load => load.Bare.PerSecond, "F0")} texts/s, "
                + $"p50 {Spread(loads, load => load.Bare.P50, "F3")} ms, p99 {Spread(loads, load => load.Bare.P99, "F2")} ms");
            Console.WriteLine($"  served {Spread(loads, load => load.Served.PerSecond, "F0")} texts/s, "
                + $"p50 {Spread(loads, load => load.Served.P50, "F3")} ms, p99 {Spread(loads, load => load.Served.P99, "F2")} ms");
            Console.WriteLine($"  served / bare: texts/s {Spread(loads, load => load.Served.PerSecond / load.Bare.PerSecond, "F2")}, "
                + $"p50 {Spread(loads, load => load.Served.P50 / load.Bare.P50, "F1")}, p99 {Spread(loads, load => load.Served.P99 / load.Bare.P99, "F1")}");
        }
    }

    private static WebApplication Service(string model)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSemanticTagger(model);
        var application = builder.Build();
        application.MapTagging();
        return application;
    }

    private static Load Ask(ITransformer model, string[] texts, int threads, int seconds)
    {
        var engines = Enumerable.Range(0, threads).Select(_ => new MLContext().Model.CreatePredictionEngine<Row, Output>(model)).ToArray();
        var times = new List<long>[threads];
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            List<long> own = times[thread] = [];
            for (int i = thread; clock.Elapsed.TotalSeconds < seconds; i++)
            {
                long start = Stopwatch.GetTimestamp();
                engines[thread].Predict(new() { Text = texts[i % texts.Length] });
                own.Add(Stopwatch.GetTimestamp() - start);
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        double elapsed = clock.Elapsed.TotalSeconds;
        long[] all = [.. times.SelectMany(own => own).Order()];
        double Milliseconds(double share) => all[(int)(share * (all.Length - 1))] * 1e3 / Stopwatch.Frequency;
        return new(all.Length / elapsed, Milliseconds(0.5), Milliseconds(0.99));
    }

    private static string Spread(List<(Load Bare, Load Served)> loads, Func<(Load Bare, Load Served), double> of, string format)
    {
        double[] values = [.. loads.Select(of).Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(values[values.Length / 2])} [{Text(values[0])}–{Text(values[^1])}]";
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class Output
    {
        public float[] Scores { get; set; } = [];

        public float[] Probabilities { get; set; } = [];

        public bool[] PredictedLabels { get; set; } = [];
    }
}
