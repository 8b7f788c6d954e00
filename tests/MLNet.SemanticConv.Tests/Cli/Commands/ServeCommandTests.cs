using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML;

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
