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

        Assert.Equal(1, (await ToolRun.Of("predict", "--model", model, "soup")).ExitCode);
        string[] predict = ["--input", input, "--out"];
        (await ToolRun.Of(["predict", "--model", model, "--text-column", "Body", .. predict, _folder["a.jsonl"]])).Succeeded();
        (await ToolRun.Of(["predict", "--model", models.Model, .. predict, _folder["b.jsonl"]])).Succeeded();
        Assert.Equal(File.ReadAllText(_folder["b.jsonl"]), File.ReadAllText(_folder["a.jsonl"]));

        JsonElement expected = (await ToolRun.Of("evaluate", "--model", models.Model, "--data", models.Test, "--json")).Succeeded().Json;
        JsonElement found = (await ToolRun.Of("evaluate", "--model", model, "--text-column", "Body", "--data", models.Test, "--json")).Succeeded().Json;
        Assert.True(JsonElement.DeepEquals(expected, found));
    }

    private sealed class Message
    {
        public string Title { get; set; } = "";

        public string Body { get; set; } = "";
    }
}
