using System.Text.Json;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class EvaluateCommandTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    [Fact]
    public async Task The_JSON_has_the_keys_that_others_rely_on()
    {
        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;

        Assert.Equal(3, metrics.GetProperty("labels").GetInt32());
        Assert.InRange(metrics.GetProperty("macroF1").GetDouble(), 0.5, 1);
        Assert.InRange(metrics.GetProperty("macroAveragePrecision").GetDouble(), 0.5, 1);
        Assert.Equal([1, 10, 50, 200], metrics.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetProperty("from").GetInt32()));
        Assert.Equal(3, metrics.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("labels").GetInt32()));
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("buckets")[3].GetProperty("macroF1").ValueKind);
    }

    [Fact]
    public async Task Micro_F1_is_what_counting_the_predictions_gives()
    {
        LabeledText[] rows = [.. LabeledTsv.Read(models.Test)];
        ToolRun predictions = (await ToolRun.WithInput(string.Concat(rows.Select(row => row.Text + "\n")), "predict", "--model", models.Model, "--json")).Succeeded();
        string[][] predicted = [.. predictions.JsonLines.Select(line => line.GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("label").GetString()!).ToArray())];
        // the cellar, a label of one test row, was never seen in training and counts as missed
        double hits = rows.Zip(predicted, (row, labels) => row.Labels.Intersect(labels).Count()).Sum();
        double expected = 2 * hits / (rows.Sum(row => row.Labels.Length) + predicted.Sum(labels => labels.Length));

        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;
        Assert.Equal(expected, metrics.GetProperty("microF1").GetDouble(), 1e-9);
        Assert.Equal(1, metrics.GetProperty("unknownLabels").GetInt32());
    }

    [Fact]
    public async Task The_table_says_how_many_labels_are_averaged()
    {
        ToolRun run = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test)).Succeeded();

        Assert.Contains("macro averages over 3 labels", run.Output);
        Assert.Contains("10–49", run.Output);
    }
}
