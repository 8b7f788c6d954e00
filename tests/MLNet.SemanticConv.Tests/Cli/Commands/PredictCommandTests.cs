using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class PredictCommandTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    private const string Soup = "the soup and the bread had no taste", Waiter = "a rude waiter and unfriendly staff";

    [Fact]
    public async Task A_line_of_standard_input_becomes_a_line_of_output()
    {
        ToolRun run = (await ToolRun.WithInput($"{Soup}\n{Waiter}\n", "predict", "--model", models.Model)).Succeeded();

        Assert.Equal([$"{Soup}\tFOOD", $"{Waiter}\tSERVICE"], run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task JSON_is_one_object_a_line()
    {
        ToolRun run = (await ToolRun.Of("predict", "--model", models.Model, "--json", Soup, Waiter)).Succeeded();

        Assert.Equal(2, run.JsonLines.Length);
        JsonElement soup = run.JsonLines[0];
        Assert.Equal(Soup, soup.GetProperty("text").GetString());
        Assert.Equal("FOOD", soup.GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.InRange(soup.GetProperty("labels")[0].GetProperty("probability").GetDouble(), 0.3, 1);
        Assert.Equal(3, soup.GetProperty("best").GetArrayLength());
    }

    [Fact]
    public async Task Explanations_name_the_words_behind_each_label()
    {
        ToolRun text = (await ToolRun.Of("predict", "--model", models.Model, "--explain", Soup)).Succeeded();
        Assert.Matches("FOOD: probability .*\n +\\+.* '(soup|bread|taste)' counted", text.Output);

        ToolRun json = (await ToolRun.Of("predict", "--model", models.Model, "--explain", "--json", Soup, Waiter)).Succeeded();
        Assert.Equal(["FOOD", "SERVICE"], json.JsonLines.Select(line => line.GetProperty("labels")[0].GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Arguments_and_standard_input_give_the_same()
        => Assert.Equal(
            (await ToolRun.Of("predict", "--model", models.Model, "--json", Soup)).Output,
            (await ToolRun.WithInput(Soup, "predict", "--model", models.Model, "--json")).Output);

    [Fact]
    public async Task A_text_without_known_words_is_no_error() => (await ToolRun.WithInput("\nxyzzy\n", "predict", "--model", models.Model)).Succeeded();
}
