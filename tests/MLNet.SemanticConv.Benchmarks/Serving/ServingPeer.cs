using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.ML;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>serving MODEL.zip TEXTS.txt [seconds] [turns]</c>: the service under wrk against the bare pipeline in the same process, by turns:
/// prediction engines of stock ML.NET on as many threads as wrk has connections. wrk takes its share of the same processors. What HTTP
/// costs by itself is what an endpoint costs that reads the same requests and answers each with the same bytes, of the middle length of the
/// true answers.
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

        await using var application = Service(args[0], texts);
        await application.StartAsync();
        var bare = new MLContext().Model.Load(args[0], out _);
        string[] bodies = [.. texts.Select(text => JsonSerializer.Serialize(new { text }))];
        using Wrk wrk = new(new Uri(application.Urls.First() + "/tag"), bodies),
            constant = new(new Uri(application.Urls.First() + "/constant"), bodies);
        foreach (int connections in s_connections)
        {
            // a turn that is not counted
            Ask(bare, texts, connections, 1);
            wrk.Run(connections, 1);
            constant.Run(connections, 1);
            List<Turn> all = [];
            for (int turn = 0; turn < turns; turn++)
                all.Add(new(Ask(bare, texts, connections, seconds), wrk.Run(connections, seconds), constant.Run(connections, seconds)));
            Console.WriteLine($"{connections} connections: bare {Spread(all, turn => turn.Bare)}");
            Console.WriteLine($"  served {Spread(all, turn => turn.Served)}");
            Console.WriteLine($"  constant {Spread(all, turn => turn.Constant)}");
            Console.WriteLine($"  served / bare: texts/s {Spread(all, turn => turn.Served.PerSecond / turn.Bare.PerSecond, "F2")}, "
                + $"p50 {Spread(all, turn => turn.Served.P50 / turn.Bare.P50, "F1")}, p99 "
                + $"{Spread(all, turn => turn.Served.P99 / turn.Bare.P99, "F1")}");
            Console.WriteLine(
                $"  served / what the time of constant and bare together allows: {Spread(all, turn => turn.OfPossible, "F2")}");
        }
    }

    private static WebApplication Service(string model, string[] texts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSemanticTagger(model);
        var application = builder.Build();
        application.MapTagging();
        var tagger = TextTagger.Load(model);
        byte[][] answers = [.. texts.Select(text => JsonSerializer.SerializeToUtf8Bytes(tagger.Tag(text), JsonSerializerOptions.Web))
            .OrderBy(bytes => bytes.Length)];
        byte[] answer = answers[answers.Length / 2];
        application.MapPost("/constant", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            return Results.Bytes(answer, "application/json");
        });
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

    private static string Spread(List<Turn> turns, Func<Turn, Load> of)
        => $"{Spread(turns, turn => of(turn).PerSecond, "F0")} texts/s, p50 {Spread(turns, turn => of(turn).P50, "F3")} ms, "
            + $"p99 {Spread(turns, turn => of(turn).P99, "F2")} ms";

    private static string Spread(List<Turn> turns, Func<Turn, double> of, string format)
    {
        double[] values = [.. turns.Select(of).Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(values[values.Length / 2])} [{Text(values[0])}–{Text(values[^1])}]";
    }

    private sealed record Turn(Load Bare, Load Served, Load Constant)
    {
        /// <summary>Where a request takes what the constant answer takes and the text what the bare pipeline takes, this is 1.</summary>
        public double OfPossible => Served.PerSecond * (1 / Bare.PerSecond + 1 / Constant.PerSecond);
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
