using System.Net.Http.Json;
using System.Text.Json;

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
        Assert.Equal(["/tag", "/tag/batch", "/tag/explain", "/tag/stream"], paths.EnumerateObject().Select(path => path.Name.TrimEnd('/')).Order());
        Assert.True(paths.GetProperty("/tag/batch").GetProperty("post").GetProperty("responses").TryGetProperty("413", out _));
    }

    [Fact]
    public async Task Without_a_model_it_does_not_start()
    {
        ToolRun run = await ToolRun.Of("serve", "--model", models.Model + ".none");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no model", run.Error);
    }
}
