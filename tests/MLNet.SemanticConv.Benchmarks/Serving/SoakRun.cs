using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>soak A.zip B.zip TEXTS.txt [minutes]</c>: <c>semconv serve</c> under requests of all kinds, bad ones among them, while its model file turns from
/// A to a damaged one to B every three seconds. Every answer must be the one that A or B gives, and memory must not grow.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    private const int Workers = 4, Batch = 20;
    private static readonly TimeSpan s_reload = TimeSpan.FromSeconds(3), s_sample = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-soak-").FullName;
    private readonly byte[] _first, _second;
    private readonly string[] _texts;
    private readonly HashSet<string>[] _answers;   // for each text what either model says
    private long _answered, _refused, _wrong, _lost, _reloads;

    private SoakRun(string first, string second, string texts)
    {
        (_first, _second) = (File.ReadAllBytes(first), File.ReadAllBytes(second));
        _texts = [.. File.ReadLines(texts).Take(500)];
        TextTagger[] models = [TextTagger.Load(first), TextTagger.Load(second)];
        _answers = [.. _texts.Select(text => models.Select(model => JsonSerializer.Serialize(model.Tag(text), JsonSerializerOptions.Web)).ToHashSet())];
        Replace(_first);
    }

    private string Model => Path.Combine(_folder, "model.zip");

    public static async Task RunAsync(string[] args)
    {
        using SoakRun run = new(args[0], args[1], args[2]);
        await run.RunAsync(TimeSpan.FromMinutes(args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 10));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(TimeSpan time)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using var service = Process.Start(new ProcessStartInfo("dotnet", [tool, "serve", "--model", Model, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = service.StandardError.ReadToEndAsync();   // it logs every reload
        try
        {
            Uri address = new((await service.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);
            using HttpClient client = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            using CancellationTokenSource end = new(time);
            Task[] tasks = [ReplaceAsync(end.Token), .. Enumerable.Range(0, Workers).Select(seed => AskAsync(client, new Random(seed), end.Token))];
            List<double> megabytes = await SampleAsync(service, end.Token);
            await Task.WhenAll(tasks);
            int tenth = Math.Max(1, megabytes.Count / 10);
            Console.WriteLine($"{time.TotalMinutes:F1} minutes: {_answered:N0} texts answered, {_refused:N0} bad requests refused, "
                + $"{_wrong} wrong, {_lost} lost, {_reloads} times another file");
            Console.WriteLine($"the two models differ on {_answers.Count(answers => answers.Count == 2)} of {_texts.Length} texts");
            Console.WriteLine($"working set in MB: first tenth {Middle(megabytes[..tenth])}, last tenth {Middle(megabytes[^tenth..])}, "
                + $"all {Middle(megabytes)}");
        }
        finally
        {
            service.Kill(entireProcessTree: true);
        }
    }

    private async Task ReplaceAsync(CancellationToken end)
    {
        byte[][] files = [_first[..(_first.Length / 2)], _second, [.. "no model"u8], _first];
        using PeriodicTimer timer = new(s_reload);
        while (await Ticks(timer, end)) Replace(files[_reloads++ % files.Length]);
    }

    private async Task AskAsync(HttpClient client, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await (random.Next(10) switch
                {
                    0 => AskBatchAsync(client, random),
                    1 => AskStreamAsync(client, random),
                    2 => AskBadlyAsync(client, random),
                    _ => AskOneAsync(client, random),
                });
            }
            catch (HttpRequestException exception)
            {
                if (Interlocked.Increment(ref _lost) <= 10) Console.WriteLine($"lost: {exception.GetBaseException().Message}");
            }
        }
    }

    private async Task AskOneAsync(HttpClient client, Random random)
    {
        int text = random.Next(_texts.Length);
        using var response = await client.PostAsJsonAsync("tag", new { text = _texts[text] });
        Compare([text], [await response.Content.ReadAsStringAsync()]);
    }

    private async Task AskBatchAsync(HttpClient client, Random random)
    {
        int[] chosen = Choose(random);
        using var response = await client.PostAsJsonAsync("tag/batch", new { texts = chosen.Select(text => _texts[text]) });
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Compare(chosen, [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetRawText())]);
    }

    private async Task AskStreamAsync(HttpClient client, Random random)
    {
        int[] chosen = Choose(random);
        string lines = string.Join('\n', chosen.Select(text => JsonSerializer.Serialize(new { text = _texts[text] })));
        using StringContent content = new(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync("tag/stream", content);
        Compare(chosen, (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task AskBadlyAsync(HttpClient client, Random random)
    {
        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
        var (content, expected) = random.Next(5) switch
        {
            0 => ((HttpContent)Json("{\"text\":"), HttpStatusCode.BadRequest),
            1 => (Json("{\"text\":[1]}"), HttpStatusCode.BadRequest),
            2 => (new StringContent("text"), HttpStatusCode.UnsupportedMediaType),
            3 => (JsonContent.Create(new { text = new string('x', 100_001) }), HttpStatusCode.RequestEntityTooLarge),
            _ => (Json("null"), HttpStatusCode.BadRequest),
        };
        using (content)
        using (var response = await client.PostAsync("tag", content))
        {
            if (response.StatusCode == expected) Interlocked.Increment(ref _refused);
            else Wrong($"{(int)response.StatusCode} where {(int)expected} was due");
        }
    }

    private int[] Choose(Random random) => [.. Enumerable.Range(0, Batch).Select(_ => random.Next(_texts.Length))];

    private void Compare(int[] texts, string[] answers)
    {
        Interlocked.Add(ref _answered, answers.Length);
        Interlocked.Add(ref _lost, texts.Length - answers.Length);
        foreach (var (text, answer) in texts.Zip(answers))
            if (!_answers[text].Contains(answer)) Wrong(answer);
    }

    private void Wrong(string what)
    {
        if (Interlocked.Increment(ref _wrong) <= 10) Console.WriteLine($"wrong: {what}");
    }

    /// <summary>Puts another file in the model's place, as a deployment does.</summary>
    private void Replace(byte[] model)
    {
        string beside = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllBytes(beside, model);
        File.Move(beside, Model, overwrite: true);
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

    private static string Middle(List<double> values) => $"{values.Order().ElementAt(values.Count / 2):F0} [{values.Min():F0}–{values.Max():F0}]";
}
