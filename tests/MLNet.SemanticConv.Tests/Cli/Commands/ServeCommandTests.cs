using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.ML;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class ServeCommandTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    [Fact]
    public async Task It_serves_the_model_its_page_and_its_description()
    {
        await using RunningService service = await RunningService.StartAsync(models.Model);
        HttpClient client = service.Client;

        using var response = await client.PostAsJsonAsync("/tag", new { text = "the soup and the bread had no taste" });
        Assert.Equal("FOOD", (await response.Content.ReadFromJsonAsync<Tagging>())!.Labels[0].Label);
        Assert.Contains("ask('tag'", await client.GetStringAsync("/"));
        Assert.Equal("Healthy", await client.GetStringAsync("/health"));
        JsonElement paths = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths");
        Assert.Equal(["/tag", "/tag/batch", "/tag/explain", "/tag/stream"],
            paths.EnumerateObject().Select(path => path.Name.TrimEnd('/')).Order());
        Assert.True(paths.GetProperty("/tag/batch").GetProperty("post").GetProperty("responses").TryGetProperty("413", out _));
    }

    [Fact]
    public async Task A_browser_runs_nothing_but_the_script_of_its_page()
    {
        await using RunningService service = await RunningService.StartAsync(models.Model);
        using var page = await service.Client.GetAsync("/");
        using var answer = await service.Client.PostAsJsonAsync("/tag", new { text = "soup" });
        Assert.All(new[] { page, answer }, response =>
        {
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("default-src 'none'; script-src 'sha256-",
                Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        });
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("evil.example", 400)]
    public async Task Only_hosts_that_are_allowed_are_answered(string host, int status)
    {
        await using RunningService service = await RunningService.StartAsync(models.Model);
        using HttpRequestMessage request = new(HttpMethod.Get, "/health") { Headers = { Host = host } };
        using var response = await service.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Without_a_model_it_does_not_start()
    {
        ToolRun run = await ToolRun.Of("serve", "--model", models.Model + ".none");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no model", run.Error);
    }

    [Fact]
    public async Task A_bad_model_is_told_in_one_line()
    {
        ToolRun run = await ToolRun.Of("serve", "--model", models.Train);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train.tsv is not a model", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("foo", "has 'foo', which is no address")]
    [InlineData("http://localhost:80x", "whose host or port is wrong")]
    [InlineData("http://localhost:99999", "whose host or port is wrong")]
    [InlineData("http://127.0.0.1:0;https://localhost:0", "has 'https://localhost:0', but only http is spoken")]
    [InlineData("http://localhost:0/base", "with a path")]
    [InlineData(" ; ", "names no address")]
    public async Task An_address_that_is_none_is_refused(string urls, string said)
    {
        ToolRun run = await ToolRun.Of("serve", "--model", models.Model, "--urls", urls);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.Contains("write http://HOST:PORT", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("http://localhost:5000"), InlineData("http://*:80"), InlineData("http://+:80"), InlineData("http://[::1]:80")]
    [InlineData("http://0.0.0.0:80/"), InlineData("http://example.org:80; HTTP://127.0.0.1:8080"), InlineData("http://unix:/tmp/socket")]
    public void Addresses_are_taken(string urls) => Assert.Null(ListenAddresses.Problem(urls));

    [BashFact]
    public void A_port_that_is_taken_is_told_in_one_line()
    {
        using TcpListener taken = new(IPAddress.Loopback, port: 0);
        taken.Start();
        string url = $"http://{taken.LocalEndpoint}", semconv = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "semconv.dll")}'";
        string output = Shell.Run("bash", Path.GetTempPath(), "-c", $"{semconv} serve --model '{models.Model}' --urls {url} 2>&1; true");
        Assert.Equal($"semconv: The service cannot listen at {url}: Address already in use. Give it another address or port.",
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.DoesNotContain("   at ", output);
    }

    [Fact]
    public async Task A_part_that_is_not_accepted_is_told_with_the_option_that_accepts_it()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(seed: 1);
        TextTagger tagger = TextTagger.Load(models.Model);
        IDataView text = ml.Data.LoadFromEnumerable([new { Text = "soup" }]);
        ml.Model.Save(ml.Transforms.Conversion.Hash("Hash", "Text").Fit(text).Append(tagger.Model), text.Schema, folder["hash.zip"]);

        ToolRun run = await ToolRun.Of("serve", "--model", folder["hash.zip"]);
        Assert.Contains("Load it with --accepted-parts stock if you trust the file", run.Error);
        await using RunningService service = await RunningService.StartAsync(folder["hash.zip"], "--accepted-parts", "stock");
        Assert.Equal("Healthy", await service.Client.GetStringAsync("/health"));
    }
}
