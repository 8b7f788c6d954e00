using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class ProfileCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Predict_shows_the_stages_and_writes_the_files()
    {
        ToolRun run = (await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled,
            "--out", _folder["p.html"], _folder["p.speedscope.json"], _folder["p.json"])).Succeeded();

        Assert.Contains("Transform: ", run.Output);
        Assert.Contains("Predict: ", run.Output);
        Assert.Contains("SemanticConvolution", run.Output);
        Assert.Contains("█", run.Output);
        Assert.Equal(["p.html", "p.json", "p.speedscope.json"], _folder.Files);

        ToolRun again = (await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled,
            "--against", _folder["p.json"])).Succeeded();
        Assert.Contains("before s", again.Output);
    }

    [Fact]
    public async Task A_tab_in_plain_text_is_part_of_it_and_ends_a_text_in_tsv_as_for_predict()
    {
        const string Lines = "soup\tthe bread was cold and the soup had no taste\nbread\tthe soup\n";
        string txt = _folder.Write("t.txt", Lines), tsv = _folder.Write("t.tsv", Lines), bare = _folder.Write("b.txt", "soup\nbread\n");
        Assert.Equal(await WordsOf(bare), await WordsOf(tsv));
        Assert.NotEqual(await WordsOf(bare), await WordsOf(txt));

        // the values that are not 0: what of a profile grows with the words of a text
        async Task<double> WordsOf(string data)
        {
            ToolRun run = (await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", data, "--json")).Succeeded();
            return PipelineProfile.FromJson(run.Output)[ProfiledActivity.Transform].Stages.Sum(stage => stage.NonZeros ?? 0);
        }
    }

    [Fact]
    public async Task Train_shows_what_each_fit_takes()
    {
        ToolRun run = (await ToolRun.Of("profile", "train", "--labeled", models.Train, "--method", "plain", "--json")).Succeeded();

        PipelineProfile profile = PipelineProfile.FromJson(run.Output);
        Assert.Contains(profile[ProfiledActivity.Fit].Stages,
            stage => stage.Name.StartsWith("OneVersusRest", StringComparison.Ordinal) && stage.FitTime > TimeSpan.Zero);
    }

    [Fact]
    public async Task An_earlier_profile_that_is_not_there_is_named()
    {
        ToolRun run = await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled,
            "--against", _folder["none.json"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("none.json", run.Error);
    }

    [Fact]
    public async Task An_earlier_profile_that_is_none_is_refused_before_the_work()
    {
        ToolRun run = await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled,
            "--against", _folder.Write("report.json", "{\"microF1\":1}"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("report.json is not a profile", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_file_of_no_known_form_is_refused_before_the_work()
    {
        ToolRun run = await ToolRun.Of("profile", "predict", "--model", models.Model, "--data",
            models.Unlabeled, "--out", _folder["p.xyz"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("does not say the format", run.Error);
        Assert.DoesNotContain("Tagging", run.Error);
    }

    public void Dispose() => _folder.Dispose();
}
