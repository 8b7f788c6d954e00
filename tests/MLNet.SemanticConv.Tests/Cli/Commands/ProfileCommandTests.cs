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
        ToolRun run = await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled, "--against", _folder["none.json"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("none.json", run.Error);
    }

    [Fact]
    public async Task A_file_of_no_known_form_is_refused_before_the_work()
    {
        ToolRun run = await ToolRun.Of("profile", "predict", "--model", models.Model, "--data", models.Unlabeled, "--out", _folder["p.xyz"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tells no format", run.Error);
        Assert.DoesNotContain("Tagging", run.Error);
    }

    public void Dispose() => _folder.Dispose();
}
