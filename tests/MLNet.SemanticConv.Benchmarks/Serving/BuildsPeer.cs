using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>builds OLD/semconv.dll NEW/semconv.dll MODEL.zip TEXTS.txt [seconds] [turns]</c>: two builds of <c>semconv serve</c> that are asked
/// by turns, one idle while the other answers: answers a second, which the client takes a share of, and the processor time of the service
/// for each answer.
/// </summary>
internal static class BuildsPeer
{
    private const int Connections = 8, Batch = 100;

    public static async Task RunAsync(string[] args)
    {
        int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        string[] texts = [.. File.ReadLines(args[3]).Take(5_000)];
        int seconds = Number(4, 5), turns = Number(5, 5);
        byte[][] single = [.. texts.Select(text => JsonSerializer.SerializeToUtf8Bytes(new { text }))];
        byte[][] batches = [.. texts.Chunk(Batch).Select(chunk => JsonSerializer.SerializeToUtf8Bytes(new { texts = chunk }))];
        byte[][] streams = [.. single.Chunk(Batch).Select(chunk => chunk.SelectMany(line => line.Append((byte)'\n')).ToArray())];
        using Process older = Start(args[0], args[2]), newer = Start(args[1], args[2]);
        try
        {
            Uri[] addresses = [await AddressAsync(older), await AddressAsync(newer)];
            foreach (var (path, type, bodies) in new[]
            {
                ("tag", "application/json", single), ("tag/batch", "application/json", batches),
                    ("tag/stream", "application/x-ndjson", streams),
            })
            {
                Task<Turn> Ask(int build, int time)
                    => AskAsync(build == 0 ? older : newer, new(addresses[build], path), type, bodies, time);
                await Ask(0, seconds);
                await Ask(1, seconds);
                List<(double PerSecond, double Processor)> ratios = [];
                for (int turn = 0; turn < turns; turn++)
                {
                    Turn[] both = new Turn[2];
                    foreach (int build in turn % 2 == 0 ? new[] { 0, 1 } : [1, 0]) both[build] = await Ask(build, seconds);
                    ratios.Add((both[1].PerSecond / both[0].PerSecond, both[1].Microseconds / both[0].Microseconds));
                    Console.WriteLine($"  {path}: {both[0]}; {both[1]}");
                }
                Console.WriteLine($"{path}, new / old: answers a second {Spread([.. ratios.Select(ratio => ratio.PerSecond)])}, "
                    + $"processor time an answer {Spread([.. ratios.Select(ratio => ratio.Processor)])}");
            }
        }
        finally
        {
            older.Kill();
            newer.Kill();
        }
    }

    private static Process Start(string tool, string model)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [tool, "serve", "--model", model, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    private static async Task<Uri> AddressAsync(Process service) => new((await service.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);

    private static async Task<Turn> AskAsync(Process service, Uri address, string type, byte[][] bodies, int seconds)
    {
        using HttpClient client = new();
        long answers = 0;
        service.Refresh();
        TimeSpan before = service.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async first =>
        {
            for (int i = first; clock.Elapsed.TotalSeconds < seconds; i += Connections)
            {
                using ByteArrayContent content = new(bodies[i % bodies.Length]);
                content.Headers.ContentType = new MediaTypeHeaderValue(type);
                using var response = await client.PostAsync(address, content);
                await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref answers);
            }
        }));
        double elapsed = clock.Elapsed.TotalSeconds;
        service.Refresh();
        return new(answers / elapsed, (service.TotalProcessorTime - before).TotalMicroseconds / answers);
    }

    private static string Spread(double[] values)
    {
        Array.Sort(values);
        return string.Create(CultureInfo.InvariantCulture, $"{values[values.Length / 2]:F2} [{values[0]:F2}–{values[^1]:F2}]");
    }

    private readonly record struct Turn(double PerSecond, double Microseconds)
    {
        public override string ToString()
            => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:F0} a second, {Microseconds:F0} µs each");
    }
}
