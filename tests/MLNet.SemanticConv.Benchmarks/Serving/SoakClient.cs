using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>Asks a service in all ways and holds every answer against what the models themselves say.</summary>
/// <param name="texts">What to ask about.</param>
/// <param name="models">The models that may answer.</param>
internal sealed class SoakClient(string[] texts, TextTagger[] models)
{
    private const int Batch = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string>[] _answers
        = [.. texts.Select(text => models.Select(model => JsonSerializer.Serialize(model.Tag(text), JsonSerializerOptions.Web))
            .ToHashSet())];

    private volatile bool _isStopping;
    private long _answered, _refused, _stopped, _wrong, _lost, _late;

    /// <summary>From here on answers may be that the service stops, and requests that begin find nobody.</summary>
    public void ExpectStop() => _isStopping = true;

    /// <summary>Asks one thing after another until the token is cancelled, or the service is gone.</summary>
    public async Task AskAsync(HttpClient client, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            bool beganLate = _isStopping;
            try
            {
                await (random.Next(10) switch
                {
                    0 or 1 => AskBatchAsync(client, random, TimeSpan.Zero),
                    2 or 3 => AskStreamAsync(client, random, TimeSpan.Zero),
                    4 => AskBadlyAsync(client, random),
                    _ => AskOneAsync(client, random, TimeSpan.Zero),
                });
            }
            catch (HttpRequestException exception)
            {
                if (beganLate)
                {
                    Interlocked.Increment(ref _late);
                    return;
                }
                if (Interlocked.Increment(ref _lost) <= 10) Console.WriteLine($"lost: {exception.GetBaseException().Message}");
            }
        }
    }

    /// <summary>Begins a request of each kind whose second half is sent some time later, when the service has long been told to
    /// stop.</summary>
    public Task AskSlowlyAsync(HttpClient client, Random random)
        => Task.WhenAll(AskOneAsync(client, random, s_pause), AskBatchAsync(client, random, s_pause),
            AskStreamAsync(client, random, s_pause));

    public override string ToString()
        => $"{_answered:N0} texts answered, {_refused:N0} bad requests refused, {_stopped} told that the service stops, "
        + $"{_late} that began after it found nobody, {_wrong} wrong, {_lost} lost; the models differ on "
        + $"{_answers.Count(answers => answers.Count > 1)} of {texts.Length} texts";

    private async Task AskOneAsync(HttpClient client, Random random, TimeSpan pause)
    {
        int text = random.Next(texts.Length);
        using HalvedContent content = new(JsonSerializer.Serialize(new { text = texts[text] }), "application/json", pause);
        using var response = await client.PostAsync("tag", content);
        if (await AnsweredAsync(response) is { } answer) Compare([text], [answer]);
    }

    private async Task AskBatchAsync(HttpClient client, Random random, TimeSpan pause)
    {
        int[] chosen = Choose(random);
        using HalvedContent content = new(JsonSerializer.Serialize(new { texts = chosen.Select(text => texts[text]) }),
            "application/json", pause);
        using var response = await client.PostAsync("tag/batch", content);
        if (await AnsweredAsync(response) is { } answer)
            Compare(chosen,
                [.. JsonDocument.Parse(answer).RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetRawText())]);
    }

    private async Task AskStreamAsync(HttpClient client, Random random, TimeSpan pause)
    {
        int[] chosen = Choose(random);
        string lines = string.Join('\n', chosen.Select(text => JsonSerializer.Serialize(new { text = texts[text] })));
        using HalvedContent content = new(lines, "application/x-ndjson", pause);
        using var response = await client.PostAsync("tag/stream", content);
        if (await AnsweredAsync(response) is not { } answer) return;
        string[] answers = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (_isStopping && answers is [.. var before, var last] && last.Contains("The service is stopping", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _stopped);
            (answers, chosen) = (before, chosen[..before.Length]);
        }
        Compare(chosen, answers);
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
            else await AnsweredAsync(response);
        }
    }

    // every answer is 200, or 503 while the service stops
    private async Task<string?> AnsweredAsync(HttpResponseMessage response)
    {
        string answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.OK) return answer;
        if (_isStopping && response.StatusCode == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref _stopped);
        else Wrong($"{(int)response.StatusCode} {answer}");
        return null;
    }

    private int[] Choose(Random random) => [.. Enumerable.Range(0, Batch).Select(_ => random.Next(texts.Length))];

    private void Compare(int[] asked, string[] answers)
    {
        Interlocked.Add(ref _answered, answers.Length);
        Interlocked.Add(ref _lost, asked.Length - answers.Length);
        foreach (var (text, answer) in asked.Zip(answers))
            if (!_answers[text].Contains(answer)) Wrong(answer);
    }

    private void Wrong(string what)
    {
        if (Interlocked.Increment(ref _wrong) <= 10) Console.WriteLine($"wrong: {what}");
    }

    /// <summary>A body whose second half comes after a pause.</summary>
    private sealed class HalvedContent : HttpContent
    {
        private readonly byte[] _body;
        private readonly TimeSpan _pause;

        public HalvedContent(string body, string type, TimeSpan pause)
        {
            (_body, _pause) = (Encoding.UTF8.GetBytes(body), pause);
            Headers.ContentType = new(type);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            int half = _pause > TimeSpan.Zero ? _body.Length / 2 : 0;
            await stream.WriteAsync(_body.AsMemory(0, half));
            await stream.FlushAsync();
            if (half > 0) await Task.Delay(_pause);
            await stream.WriteAsync(_body.AsMemory(half));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
