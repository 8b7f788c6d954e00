using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.ML;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>A model that was saved with several text columns is told which to read.</summary>
public sealed class TextColumnTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Predict_and_evaluate_give_what_the_model_of_the_column_Text_gives()
    {
        MLContext ml = new();
        IDataView messages = ml.Data.LoadFromEnumerable<Message>([]);
        ITransformer copy = ml.Transforms.CopyColumns("Text", "Body").Fit(messages);
        string model = _folder["mail.zip"], input = _folder.Write("in.txt", KitchenReviews.Unlabeled(20, seed: 6));
        ml.Model.Save(copy.Append(TextTagger.Load(models.Model).Model), messages.Schema, model);

        Assert.Contains("depend on 'Body'", (await ToolRun.Of("predict", "--model", model, "--text-column", "Title", "soup")).Error);
        string[] predict = ["--input", input, "--out"];
        (await ToolRun.Of(["predict", "--model", model, "--text-column", "Body", .. predict, _folder["a.jsonl"]])).Succeeded();
        (await ToolRun.Of(["predict", "--model", models.Model, .. predict, _folder["b.jsonl"]])).Succeeded();
        (await ToolRun.Of(["predict", "--model", model, .. predict, _folder["found.jsonl"]])).Succeeded();
        Assert.Equal(File.ReadAllText(_folder["b.jsonl"]), File.ReadAllText(_folder["a.jsonl"]));
        Assert.Equal(File.ReadAllText(_folder["b.jsonl"]), File.ReadAllText(_folder["found.jsonl"]));

        JsonElement expected = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;
        JsonElement found =
            (await ToolRun.Of("evaluate", "--model", model, "--text-column", "Body", "--data", models.Test, "--json")).Succeeded().Json;
        Assert.True(JsonElement.DeepEquals(expected, found));
    }

    [Fact]
    public async Task A_model_that_splits_its_labels_itself_is_used_by_every_command()
    {
        MLContext ml = new(seed: 1);
        IDataView notes = ml.Data.LoadFromEnumerable(File.ReadAllLines(models.Train).Select(line => line.Split('\t'))
            .Select(parts => new Note { Text = parts[0], Tags = parts[1] }));
        string model = _folder["notes.zip"], texts = _folder.Write("texts.txt", KitchenReviews.Unlabeled(20, seed: 6));
        ITransformer fitted = ml.Transforms.Text.TokenizeIntoWords("Labels", "Tags", [','])
            .Append(ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1))
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(notes);
        ml.Model.Save(fitted, notes.Schema, model);

        Assert.Contains("FOOD",
            (await ToolRun.Of("predict", "--model", model, "--explain", "the soup and the bread had no taste")).Succeeded().Output);
        double f1 = (await ToolRun.Of("evaluate", "--model", model, "--data", models.Test, "--json")).Succeeded().Json
            .GetProperty("microF1").GetDouble();
        Assert.InRange(f1, 0.5, 1);
        (await ToolRun.Of("profile", "predict", "--model", model, "--data", texts)).Succeeded();
        await using RunningService service = await RunningService.StartAsync(model);
        using var answer = await service.Client.PostAsJsonAsync("/tag/explain", new { text = "the soup and the bread had no taste" });
        Assert.Contains("FOOD", await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    private sealed class Note
    {
        public string Text { get; set; } = "";

        public string Tags { get; set; } = "";
    }

    private sealed class Message
    {
        public string Title { get; set; } = "";

        public string Body { get; set; } = "";
    }
}
