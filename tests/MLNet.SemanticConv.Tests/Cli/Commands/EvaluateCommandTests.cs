using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class EvaluateCommandTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    [Fact]
    public async Task The_JSON_has_the_keys_that_others_rely_on()
    {
        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;

        Assert.Equal(3, metrics.GetProperty("labelCount").GetInt32());
        Assert.InRange(metrics.GetProperty("macroF1").GetDouble(), 0.5, 1);
        Assert.InRange(metrics.GetProperty("macroAveragePrecision").GetDouble(), 0.5, 1);
        Assert.Equal([1, 10, 50, 200],
            metrics.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetProperty("from").GetInt32()));
        Assert.Equal(3, metrics.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("labelCount").GetInt32()));
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("buckets")[3].GetProperty("f1").ValueKind);
    }

    [Fact]
    public async Task Micro_F1_is_what_counting_the_predictions_gives()
    {
        LabeledText[] rows = [.. LabeledFile.Read(models.Test)];
        ToolRun predictions = (await ToolRun.WithInput(string.Concat(rows.Select(row => row.Text + "\n")), "predict", "--model",
            models.Model, "--json")).Succeeded();
        string[][] predicted = [.. predictions.JsonLines.Select(
            line => line.GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("label").GetString()!).ToArray())];
        // the cellar, a label of one test row, was never seen in training and counts as missed
        double hits = rows.Zip(predicted, (row, labels) => row.Labels.Intersect(labels).Count()).Sum();
        double expected = 2 * hits / (rows.Sum(row => row.Labels.Length) + predicted.Sum(labels => labels.Length));

        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;
        Assert.Equal(expected, metrics.GetProperty("microF1").GetDouble(), 1e-9);
        Assert.Equal("CELLAR", Assert.Single(metrics.GetProperty("unknownLabels").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task The_table_says_how_many_labels_are_averaged()
    {
        ToolRun run = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test)).Succeeded();

        Assert.Contains("macro averages over 3 labels", run.Output);
        Assert.Contains("10–49", run.Output);
    }

    [Theory]
    [InlineData("--plot")]
    [InlineData("--curves")]
    [InlineData("--confusion")]
    [InlineData("--plot", "--against")]
    public async Task Where_no_row_has_a_label_of_the_model_the_option_that_draws_is_told(string option, string? against = null)
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("other.tsv", "the soup had no taste\tCELLAR\n");
        string[] more = against is null ? [] : [against, models.Model];
        ToolRun run = await ToolRun.Of(["evaluate", "--model", models.Model, "--data", data, option, folder["p.svg"], .. more]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"semconv: {option} has nothing to draw: no row of --data has a label that ", run.Error);
        Assert.Equal(["other.tsv"], folder.Files);
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("png")]
    public async Task It_draws_labels_curves_confusions_and_gains(string kind)
    {
        using TemporaryFolder folder = new();
        string[] pictures = [folder[$"labels.{kind}"], folder[$"curves.{kind}"], folder[$"confusion.{kind}"], folder[$"gains.{kind}"]];
        (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--plot", pictures[0], "--curves", pictures[1],
            "--confusion", pictures[2])).Succeeded();
        (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--plot", pictures[3],
            "--against", models.Model)).Succeeded();

        Assert.All(pictures, Picture.Check);
    }

    [Fact]
    public async Task A_comparison_without_a_picture_is_refused()
        => Assert.Contains("--plot",
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--against", models.Model)).Error);

    [Fact]
    public async Task The_JSON_that_is_printed_is_that_of_the_report()
    {
        using TemporaryFolder folder = new();
        JsonElement printed = (await ToolRun.Of(
            "evaluate", "--model", models.Model, "--data", models.Test, "--json", "--report", folder["r.json"])).Succeeded().Json;

        Assert.True(JsonElement.DeepEquals(printed, JsonDocument.Parse(File.ReadAllText(folder["r.json"])).RootElement));
    }

    [Fact]
    public async Task It_reports_all_metrics_in_the_form_of_the_files_name()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { "r.json", "r.md", "r.txt" })
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--report", folder[name])).Succeeded();

        Assert.Equal(3, JsonDocument.Parse(File.ReadAllText(folder["r.json"])).RootElement.GetProperty("perLabel").GetArrayLength());
        Assert.StartsWith("|", File.ReadAllText(folder["r.md"]));
        Assert.Contains("macro, 10–49 in training", File.ReadAllText(folder["r.txt"]));
    }

    [Fact]
    public async Task A_report_or_a_picture_of_unknown_kind_is_refused_before_the_work()
    {
        Assert.Contains(".svg or .png",
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--plot", "a.gif")).Error);
        Assert.Contains(".json, .md or .txt",
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--report", "a.xls")).Error);
    }

    [Fact]
    public async Task Unseen_labels_are_missed_ignored_or_an_error()
    {
        async Task<double> MicroF1(string unseen)
            => (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json", "--unseen", unseen)).Succeeded().Json
                .GetProperty("microF1").GetDouble();
        Assert.True(await MicroF1("missed") < await MicroF1("ignored"));
        Assert.Contains("never seen in training",
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--unseen", "ignored")).Succeeded().Output);
        Assert.Contains("was not trained on",
            (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--unseen", "error")).Error);
    }

    [Theory]
    [InlineData("rows.tsv", "soup\tFOOD\nsoup\tDISHES,FOOD\n", 2)]
    [InlineData("rows.jsonl", "\n{\"text\":\"soup\",\"labels\":[\"FOOD\"]}\n\n{\"text\":\"soup\",\"labels\":[\"DISHES\"]}\n", 4)]
    public async Task An_unseen_label_that_is_an_error_is_told_with_file_and_line(string name, string rows, int line)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(name, rows);
        ToolRun run = await ToolRun.Of("evaluate", "--model", models.Model, "--data", path, "--unseen", "error");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{path}, line {line} has the label 'DISHES'", run.Error);
        Assert.Contains("--unseen", run.Error);
    }
}
