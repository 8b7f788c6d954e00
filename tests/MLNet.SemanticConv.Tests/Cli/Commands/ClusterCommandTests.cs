namespace MLNet.SemanticConv.Cli.Tests;

public sealed class ClusterCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<ToolRun> Predict(string input)
        => ToolRun.Of("cluster", "predict", "--model", models.Model, "--input", input, "--out", _folder["out.tsv"]);

    [Fact]
    public async Task Without_a_cluster_one_process_does_all_and_says_what_predict_says()
    {
        string input = _folder.Write("in.txt", KitchenReviews.Unlabeled(50, seed: 5));
        (await ToolRun.Of("predict", "--model", models.Model, "--input", input, "--out", _folder["alone.tsv"])).Succeeded();

        Assert.Contains("50 texts", (await Predict(input)).Succeeded().Output);
        Assert.Equal(File.ReadAllText(_folder["alone.tsv"]), File.ReadAllText(_folder["out.tsv"]));
        Assert.Equal(["alone.tsv", "in.txt", "out.tsv"], _folder.Files);
    }

    [Fact]
    public async Task Lines_without_a_text_are_passed_over_and_the_command_fails_and_names_the_file_that_names_them()
    {
        ToolRun run = await Predict(_folder.Write("in.jsonl", "{\"text\":\"cold soup\"}\nno JSON\n{\"text\":\"rude waiter\"}\n"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"1 line holds no text and was skipped: {_folder["out.tsv"]}.failed lists it.", run.Error);
        Assert.StartsWith($"{_folder["in.jsonl"]}\t2\tis not JSON", File.ReadAllText(_folder["out.tsv.failed"]));
        Assert.Equal(2, File.ReadAllLines(_folder["out.tsv"]).Length);
    }

    [Theory]
    [InlineData("in.csv", "must end in"), InlineData("in.txt", "is empty")]
    public async Task What_cannot_be_read_is_an_error_that_names_it(string name, string message)
    {
        ToolRun run = await Predict(_folder.Write(name, ""));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_folder[name]} {message}", run.Error);
        Assert.False(File.Exists(_folder["out.tsv"]));
    }

    [Fact]
    public async Task The_input_is_not_replaced()
    {
        string input = _folder.Write("out.tsv", "a\n");

        Assert.Contains("would replace", (await Predict(input)).Error);
        Assert.Equal("a\n", File.ReadAllText(input));
    }

    [Theory]
    [InlineData("work"), InlineData("status")]
    public async Task Who_is_to_meet_others_must_be_told_where(string command)
        => Assert.Contains("Name the PostgreSQL database", (await ToolRun.Of("cluster", command)).Error);

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1", "PostgreSQL"), InlineData("nonsense", "PostgreSQL"), InlineData("redis:127.0.0.1:1", "Redis")]
    public async Task A_place_to_meet_that_cannot_be_used_is_named_with_its_option(string cluster, string place)
    {
        string error = (await ToolRun.Of("cluster", "status", "--cluster", cluster)).Error;

        Assert.Contains(place, error);
        Assert.Contains("cannot be used", error);
        Assert.Contains("Check --cluster", error);
    }
}
