using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Serving.Tests;

public sealed class TaggingEndpointsTests : IAsyncLifetime
{
    private const string Plug = "The plug and the charger broke.", Staff = "friendly staff and service";

    private Service _service = null!;

    private HttpClient Client => _service.Client;

    public async Task InitializeAsync() => _service = await Service.StartAsync(options =>
    {
        options.MaximumTextLength = 2000;
        options.MaximumBatchSize = 200;
        options.MaximumRequestBytes = 100_000;
    });

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_text_gets_the_tags_that_the_model_gives_it()
    {
        using var response = await Client.PostAsJsonAsync("/tag", new TagRequest(Plug));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertSame(TextTagger.Load(_service.ModelPath).Tag(Plug), await response.Content.ReadFromJsonAsync<Tagging>());
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order()
    {
        string[] texts = [.. TinyReviews.Texts, "", Staff];
        using var response = await Client.PostAsJsonAsync("/tag/batch", new TagBatchRequest(texts));
        var results = (await response.Content.ReadFromJsonAsync<TagBatchResponse>())!.Results;
        Assert.Equal(texts, results.Select(result => result.Text));
        for (int i = 0; i < texts.Length; i++) AssertSame(_service.Tagger.Tag(texts[i]), results[i]);
    }

    [Fact]
    public async Task A_stream_is_answered_line_by_line_and_what_is_wrong_with_a_line_stands_in_its_place()
    {
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => $"{Plug} {i}")];
        var lines = texts.Select(text => JsonSerializer.Serialize(new { text })).ToList();
        lines[7] = JsonSerializer.Serialize(texts[7]);   // a bare string
        lines[8] = "{\"text\":";
        lines[9] = "{\"text\":null}";
        lines[10] = JsonSerializer.Serialize(new { text = new string('x', 3000) });
        using var response = await Client.PostAsync("/tag/stream",
            new StringContent(string.Join("\n", lines), Encoding.UTF8, "application/x-ndjson"));
        var answers = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(texts.Length, answers.Length);
        Assert.Contains("not JSON", answers[8].GetProperty("error").GetString());
        Assert.Contains("no \"text\"", answers[9].GetProperty("error").GetString());
        Assert.Contains("3000 characters", answers[10].GetProperty("error").GetString());
        for (int i = 0; i < texts.Length; i++)
            if (i is < 8 or > 10) AssertSame(_service.Tagger.Tag(texts[i]), answers[i].Deserialize<Tagging>(JsonSerializerOptions.Web));
    }

    [Fact]
    public async Task The_words_that_carry_the_labels_are_told_as_JSON_or_HTML()
    {
        TagExplanation expected = _service.Tagger.Current.Model.Explain(new MLContext(), Plug);
        using var json = await Client.PostAsJsonAsync("/tag/explain", new TagRequest(Plug));
        Assert.Equal(expected.ToJson(), await json.Content.ReadAsStringAsync());
        using HttpRequestMessage request = new(HttpMethod.Post, "/tag/explain") { Content = JsonContent.Create(new TagRequest(Plug)) };
        request.Headers.Accept.ParseAdd("text/html");
        using var html = await Client.SendAsync(request);
        Assert.Equal("text/html", html.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected.ToHtml(), await html.Content.ReadAsStringAsync());
        await AssertProblem(await Client.PostAsJsonAsync("/tag/explain", new TagRequest(new string('x', 2001))), 413, "2001 characters");
    }

    [Theory]
    [InlineData("/tag/stream", "{\"text\":\"a\"}\n\"b\"", "application/x-ndjson")]
    [InlineData("/tag/stream", "\"a\"\nno JSON\n", "application/x-ndjson")]
    [InlineData("/tag", "{\"text\":", "application/json")]
    [InlineData("/tag", "text", "text/plain")]
    [InlineData("/tag/explain", "{\"text\":\"a\"}", "application/json")]
    public async Task The_connection_serves_further_requests(string path, string body, string type)
    {
        int connections = 0;
        using HttpClient client = new(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = Client.BaseAddress };
        for (int i = 0; i < 3; i++)
        {
            using (var response = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, type)))
                await response.Content.ReadAsStringAsync();
            using (var response = await client.PostAsJsonAsync("/tag", new TagRequest(Plug))) Assert.True(response.IsSuccessStatusCode);
        }
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task A_line_without_end_does_not_fill_the_memory()
    {
        using var response = await Client.PostAsync("/tag/stream",
            new StringContent("\"" + new string('x', 1_000_000), Encoding.UTF8, "application/x-ndjson"));
        Assert.Contains("more than 100000 bytes", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/tag", "{\"text\":", 400, "not JSON")]
    [InlineData("/tag", "{\"text\":1}", 400, "not JSON")]
    [InlineData("/tag", "{}", 400, "no \"text\"")]
    [InlineData("/tag", "null", 400, "no \"text\"")]
    [InlineData("/tag/batch", "{}", 400, "no \"texts\"")]
    [InlineData("/tag/batch", "{\"texts\":[\"a\",null]}", 400, "Text 1: There is no")]
    public async Task What_is_wrong_with_a_request_is_told_as_problem_details(string path, string body, int status, string detail)
    {
        using var response = await Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        await AssertProblem(response, status, detail);
    }

    [Fact]
    public async Task Sizes_have_limits()
    {
        await AssertProblem(await Client.PostAsJsonAsync("/tag", new TagRequest(new string('x', 2001))), 413,
            "2001 characters, and 2000 are allowed");
        await AssertProblem(await Client.PostAsJsonAsync("/tag/batch", new TagBatchRequest([.. Enumerable.Repeat("a", 201)])), 413,
            "201 texts, and 200");
        await AssertProblem(await Client.PostAsJsonAsync("/tag", new TagRequest(new string('x', 200_000))), 413, "more than 100000 bytes");
    }

    [Theory]
    [InlineData("/tag", "application/json")]
    [InlineData("/tag/batch", "application/json")]
    [InlineData("/tag/explain", "application/json")]
    [InlineData("/tag/stream", "application/x-ndjson")]
    public async Task Another_content_type_is_refused(string path, string expected)
    {
        foreach (string type in (string[])["application/x-www-form-urlencoded", "text/plain", "application/xml"])
            await AssertProblem(await Client.PostAsync(path, new StringContent("{}", Encoding.UTF8, type)), 415, expected);
    }

    [Fact]
    public async Task A_request_without_a_content_type_is_refused()
    {
        using ByteArrayContent untyped = new([.. "{}"u8]);
        await AssertProblem(await Client.PostAsync("/tag", untyped), 415, "application/json");
    }

    [Theory]
    [InlineData("{\"text\":\"a\"} {\"text\":\"b\"}")]
    [InlineData("{\"text\":\"a\"}\"b\"")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("{\"text\":\"a\"} trailing")]
    [InlineData("{\"text\":\"a\"}]")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}")]
    [InlineData("{\"text\":7}")]
    [InlineData("\"\\ud800\"")]
    public async Task Nothing_of_a_line_or_a_request_is_dropped_and_errors_name_no_types(string json)
    {
        using var stream = await Client.PostAsync("/tag/stream",
            new StringContent($" \r\n{json}\n\n\"c\"", Encoding.UTF8, "application/x-ndjson"));
        string[] lines = (await stream.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);   // blank lines have no answer
        string error = JsonDocument.Parse(lines[0]).RootElement.GetProperty("error").GetString()!;
        Assert.Equal("c", JsonDocument.Parse(lines[1]).RootElement.GetProperty("text").GetString());

        using var single = await Client.PostAsync("/tag", new StringContent(json, Encoding.UTF8, "application/json"));
        string problem = await single.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, single.StatusCode);
        foreach (string said in (string[])[error, problem])
        {
            Assert.Contains("not JSON of the expected form", said);
            Assert.DoesNotContain("MLNet", said);
            Assert.DoesNotContain("System.", said);
        }
    }

    [Fact]
    public async Task A_body_may_have_a_byte_order_mark_or_another_encoding()
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode])
        {
            using ByteArrayContent content = new([.. encoding.GetPreamble(), .. encoding.GetBytes("{\"text\":\"The plüg\"}")]);
            content.Headers.ContentType = new("application/json", encoding.WebName);
            using var response = await Client.PostAsync("/tag", content);
            Assert.Equal("The plüg", (await response.Content.ReadFromJsonAsync<Tagging>())!.Text);
        }
    }

    private static async Task AssertProblem(HttpResponseMessage response, int status, string detail)
    {
        using (response)
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>();
            Assert.Equal(status, problem!.Status);
            Assert.Contains(detail, problem.Detail);
        }
    }

    private static void AssertSame(Tagging expected, Tagging? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Best, actual.Best);
    }
}
