using System.Text.Json;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>Labels with commas, and models that read another column: from training to figures.</summary>
public sealed class AnyLabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<string> Train()
    {
        string rows = string.Concat(
            KitchenReviews.Labeled(60, seed: 5).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(parts => JsonSerializer.Serialize(
                new
                {
                    text = parts[0],
                    labels = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(label => $"{label}, all of it")
                }) + "\n"));
        _folder.Write("rows.jsonl", rows);
        (await ToolRun.Of("train", "--labeled", _folder["rows.jsonl"], "--method", "plain", "--model", _folder["m.zip"])).Succeeded();
        return _folder["m.zip"];
    }

    [Fact]
    public async Task A_label_with_a_comma_is_learnt_given_and_measured_as_one()
    {
        string model = await Train();
        Assert.Equal(["FOOD, all of it", "ROOM, all of it", "SERVICE, all of it"],
            TextTagger.Load(model).Labels.Order(StringComparer.Ordinal));
        (await ToolRun.Of("predict", "--model", model, "--input", _folder["rows.jsonl"], "--out", _folder["given.jsonl"])).Succeeded();

        // what it gives is what it is measured by: all is right
        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", model, "--data", _folder["given.jsonl"], "--json")).Succeeded().Json;
        Assert.Equal(1, metrics.GetProperty("microF1").GetDouble());
        Assert.Empty(metrics.GetProperty("unknownLabels").EnumerateArray());
    }

    [Fact]
    public async Task A_label_of_two_lines_keeps_the_lines_of_the_output_and_of_the_card()
    {
        string rows = _folder.Write("rows.jsonl", """
            {"text":"the soup","labels":["all\nof it","B"]}
            {"text":"the bread","labels":["B"]}

            """), model = _folder["m.zip"];
        (await ToolRun.Of("train", "--labeled", rows, "--method", "plain", "--model", model)).Succeeded();
        ToolRun run = (await ToolRun.Of("predict", "--model", model, "the soup")).Succeeded();
        Assert.Matches("^the soup\t.*all of it.*\n$", run.Output);
        Assert.Contains(
            "lines cannot hold the label 'all of it'", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("\n| all of it | 1 |", File.ReadAllText(_folder["m.card.md"]));
    }

    [Fact]
    public async Task A_file_that_cannot_hold_a_label_is_refused_before_the_work()
    {
        ToolRun run = await ToolRun.Of("predict", "--model", await Train(), "--input",
            _folder["rows.jsonl"], "--out", _folder["given.tsv"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(".tsv cannot hold the label '", run.Error);
        Assert.DoesNotContain(_folder.Files, name => name!.StartsWith("given", StringComparison.Ordinal));
        Assert.Contains("use --json", (await ToolRun.Of("predict", "--model", _folder["m.zip"], "soup")).Succeeded().Error);
    }

    [Fact]
    public async Task A_file_that_cannot_hold_a_label_of_the_model_is_measured_with_a_warning()
    {
        string data = _folder.Write("rows.tsv", "soup and bread\tFOOD, all of it\n");
        ToolRun run = (await ToolRun.Of("evaluate", "--model", await Train(), "--data", data, "--json")).Succeeded();

        Assert.Contains("rows.tsv cannot hold the label '", run.Error);
        Assert.DoesNotContain("cannot hold",
            (await ToolRun.Of("evaluate", "--model", _folder["m.zip"], "--data", _folder["rows.jsonl"])).Error);
    }

    [Theory]
    [InlineData("a,b", false)]
    [InlineData(" a", false)]
    [InlineData("", false)]
    [InlineData("a\tb", false)]
    [InlineData("\"a", false)]
    [InlineData("a b", true)]
    public void A_label_that_is_read_as_it_was_written_can_be_written(string label, bool can) => Assert.Equal(can, TsvLine.CanHold(label));
}
