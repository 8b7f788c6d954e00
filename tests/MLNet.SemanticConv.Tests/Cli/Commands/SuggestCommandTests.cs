using System.Text.Json;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class SuggestCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tsv_has_text_tags_and_why_and_cannot_be_mistaken_for_labelled_text()
    {
        var run = (await Suggest("next.tsv", "--count", "12", "--json")).Succeeded();
        Assert.Equal(12, run.Json.GetProperty("texts").GetInt32());
        string[][] lines = [.. File.ReadAllLines(_folder["next.tsv"]).Select(line => line.Split('\t'))];
        Assert.Equal(12, lines.Length);
        Assert.All(lines, line => Assert.Equal(3, line.Length));
        Assert.All(lines, line => Assert.StartsWith("close call: ", line[2]));
        TextTagger tagger = TextTagger.Load(models.Model);
        Assert.All(lines, line => Assert.Equal(string.Join(',', tagger.Tag(line[0]).Labels.Select(label => label.Label)), line[1]));
        var train = await ToolRun.Of("train", "--labeled", _folder["next.tsv"], "--model", _folder["m.zip"]);
        Assert.Contains("more than one tab", train.Error);
    }

    [Fact]
    public async Task How_many_are_drawn_at_random_can_be_said()
    {
        (await Suggest("next.tsv", "--count", "10", "--random-share", "0.3")).Succeeded();
        string[] reasons = [.. File.ReadAllLines(_folder["next.tsv"]).Select(line => line.Split('\t')[2])];
        Assert.All(reasons[..3], reason => Assert.StartsWith("drawn at random: ", reason));
        Assert.All(reasons[3..], reason => Assert.StartsWith("close call: ", reason));
    }

    [Fact]
    public async Task Json_lines_are_labelled_text_with_the_reasons_beside()
    {
        (await Suggest("next.jsonl", "--count", "5")).Succeeded();
        JsonElement[] lines = [.. File.ReadAllLines(_folder["next.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.NotEmpty(line.GetProperty("inDoubt")[0].GetProperty("label").GetString()!));
        Assert.Equal(5, LabeledFile.Read(_folder["next.jsonl"]).Count());
    }

    [Fact]
    public async Task They_are_those_of_the_library_and_texts_that_are_labelled_are_not_suggested_again()
    {
        (await Suggest("first.tsv", "--count", "10")).Succeeded();
        (await Suggest("again.tsv", "--count", "10", "--threads", "1")).Succeeded();
        Assert.Equal(File.ReadAllText(_folder["first.tsv"]), File.ReadAllText(_folder["again.tsv"]));
        MLContext ml = new(seed: 1);
        var chosen = ml.MultiLabelClassification.SelectForLabeling(
            TextTagger.Load(models.Model).Model, ml.Data.LoadFromEnumerable(Texts.Read(models.Unlabeled)), labeled: null, 10,
            new() { Seed = 1 });
        Assert.Equal(chosen.Select(text => text.Text), Suggested("first.tsv"));

        File.WriteAllLines(_folder["labeled.tsv"], Suggested("first.tsv").Select(text => $"{text}\tFOOD"));
        (await Suggest("second.tsv", "--count", "10", "--labeled", _folder["labeled.tsv"])).Succeeded();
        Assert.Empty(Suggested("second.tsv").Intersect(Suggested("first.tsv")));
    }

    [Fact]
    public async Task Before_any_text_is_labelled_the_names_are_enough()
    {
        _folder.Write("labels.txt", "soup\nwaiter\n\nCHAIR#TABLE\n");
        (await ToolRun.Of("suggest", "--known-labels", _folder["labels.txt"], "--unlabeled", models.Unlabeled, "--count", "20",
            "--out", _folder["next.tsv"])).Succeeded();
        Assert.Equal(20, Suggested("next.tsv").Distinct().Count());
    }

    [Fact]
    public async Task A_model_trained_with_known_labels_knows_those_that_no_row_has()
    {
        _folder.Write("labels.txt", "FOOD\nmusic\n");
        (await ToolRun.Of("train", "--labeled", models.Train, "--unlabeled", models.Unlabeled, "--known-labels",
            _folder["labels.txt"], "--model", _folder["m.zip"]))
            .Succeeded();
        Assert.Contains("music", TextTagger.Load(_folder["m.zip"]).Labels);
        var plain = await ToolRun.Of(
            "train", "--labeled", models.Train, "--known-labels", _folder["labels.txt"], "--method", "plain", "--model", _folder["p.zip"]);
        Assert.Contains("--known-labels", plain.Error);
    }

    [Theory]
    [InlineData("next.csv", "must end in .tsv")]
    [InlineData("gone/next.tsv", "gone")]
    public async Task An_output_that_cannot_be_written_is_refused_before_the_work(string output, string said)
    {
        var run = await Suggest(output);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.DoesNotContain("Choosing", run.Error);
    }

    [Fact]
    public async Task A_model_or_names_are_needed()
    {
        var run = await ToolRun.Of("suggest", "--unlabeled", models.Unlabeled, "--out", _folder["next.tsv"]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--known-labels", run.Error);
        _folder.Write("labels.txt", "\n\n");
        run = await ToolRun.Of("suggest", "--known-labels", _folder["labels.txt"], "--unlabeled",
            models.Unlabeled, "--out", _folder["next.tsv"]);
        Assert.Contains("names no label", run.Error);
    }

    [Fact]
    public async Task Ctrl_C_leaves_nothing_half_written()
    {
        ToolRun run = await ToolRun.CancelledAt("Choosing", Arguments("next.tsv"));
        Assert.Equal(130, run.ExitCode);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder["x"])!));
    }

    private string[] Suggested(string file) => [.. File.ReadAllLines(_folder[file]).Select(line => line.Split('\t')[0])];

    private Task<ToolRun> Suggest(string output, params string[] more) => ToolRun.Of([.. Arguments(output), .. more]);

    private string[] Arguments(string output) => ["suggest", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out",
        _folder[output]];
}
