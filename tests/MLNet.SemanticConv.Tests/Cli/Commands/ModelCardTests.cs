using System.Globalization;
using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class ModelCardTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_what_evaluate_tells_and_how_to_make_the_model()
    {
        const string About = "Made-up reviews, in the public domain.";
        string model = _folder["reviews.zip"], report = _folder["report.json"];
        ToolRun run = await ToolRun.Of("train", "--labeled", models.Train, "--test", models.Test, "--about",
            About, "--model", model, "--json");
        run.Succeeded();
        Assert.Equal(_folder["reviews.card.md"], run.Json.GetProperty("card").GetString());
        string card = File.ReadAllText(_folder["reviews.card.md"]);
        Assert.StartsWith("# reviews.zip\n", card);
        Assert.Contains($"semconv train --labeled {models.Train} --test {models.Test} --about '{About}' --model {model} --json\n", card);
        Assert.Contains($"\n{About}\n", card);

        await ToolRun.Of("evaluate", "--model", model, "--data", models.Test, "--report", report);
        JsonElement metrics = JsonDocument.Parse(File.ReadAllText(report)).RootElement;
        Assert.Contains(
            $"| micro |  | {Number(metrics, "microPrecision")} | {Number(metrics, "microRecall")} | {Number(metrics, "microF1")} |", card);
        OneVersusRestTransformer labels = ModelFile.Labels(ModelFile.Load(model).Model);
        foreach (JsonElement label in metrics.GetProperty("perLabel").EnumerateArray())
        {
            string name = label.GetProperty("label").GetString()!;
            string threshold = labels.Thresholds[labels.Labels.ToList().IndexOf(name)].ToString("F3", CultureInfo.InvariantCulture);
            Assert.Contains($"| {name} | {label.GetProperty("trainingSupport")} | {threshold} | {label.GetProperty("support")} | "
                + $"{Number(label, "precision")} | {Number(label, "recall")} | {Number(label, "f1")} | "
                + $"{Number(label, "averagePrecision")} |\n", card);
        }
    }

    [Fact]
    public async Task Test_rows_that_were_learnt_from_are_told()
    {
        string learnt = KitchenReviews.Labeled(40, seed: 1), model = _folder["reviews.zip"];
        string train = _folder.Write("train.tsv", learnt), test = _folder.Write("test.tsv", learnt + "a cold cellar\tCELLAR\n");
        ToolRun run = (await ToolRun.Of("train", "--labeled", train, "--test", test, "--model", model)).Succeeded();
        Assert.Contains($"Of the 41 rows of {test}, 40 have a text that is learnt from, too", run.Error);
        Assert.Contains("1 label of the data was never seen in training (CELLAR); rows have it 1 time.", run.Error);
        Assert.Contains("On 41 rows (the texts of 40 were learnt from, which makes the figures too good):", File.ReadAllText(
            _folder["reviews.card.md"]));
    }

    [Fact]
    public async Task Without_test_rows_it_says_that_nothing_was_measured()
    {
        string model = _folder["reviews.zip"];
        (await ToolRun.Of("train", "--labeled", models.Train, "--model", model)).Succeeded();
        string card = File.ReadAllText(_folder["reviews.card.md"]);
        Assert.Contains("Not measured", card);
        Assert.Contains("| label | in training | threshold |\n", card);
    }

    private static string Number(JsonElement of, string name)
        => of.GetProperty(name).GetDouble().ToString("F3", CultureInfo.InvariantCulture);
}
