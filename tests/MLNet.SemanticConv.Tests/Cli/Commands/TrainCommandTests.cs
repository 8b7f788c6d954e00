using System.Text.Json;
using Microsoft.ML;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class TrainCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_saves_a_model_and_says_what_it_learnt_from()
    {
        JsonElement report = models.Training.Succeeded().Json;

        Assert.True(File.Exists(models.Model));
        Assert.Equal(3, report.GetProperty("labels").GetInt32());
        Assert.Equal(80, report.GetProperty("labeledTexts").GetInt32());
        Assert.Equal(400, report.GetProperty("unlabeledTexts").GetInt32());
        Assert.Contains("Training word2vec", models.Training.Error);
    }

    [BashFact]
    public void A_folder_for_temporary_files_that_is_not_there_is_told_before_the_work()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll"), gone = _folder["gone"];
        string said = Shell.Run("bash", _folder[""], "-c",
            $"TMPDIR='{gone}' dotnet '{tool}' train --labeled '{models.Train}' --model '{_folder["m.zip"]}' 2>&1; true");
        Assert.Contains($"cannot be written to {gone}/ first", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.EndsWith("in the variable TMPDIR.\n", said);
    }

    [SmallDiskFact]
    public void Where_the_disk_for_temporary_files_is_full_a_message_says_so_and_none_stays()
    {
        string labeled = _folder.Write("rows.tsv", KitchenReviews.Labeled(200, seed: 1));
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        string disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        string train = $"dotnet '{tool}' train --labeled '{labeled}' --model '{_folder["m.zip"]}'";
        foreach (int kilobytes in (int[])[4, 8, 12, 16])
        {
            string said = Shell.Run("bash", _folder[""], "-c",
                SmallDiskFactAttribute.OnDisk(disk, kilobytes, $"TMPDIR='{disk}' {train} 2>&1; ls -A '{disk}'"));
            Assert.EndsWith("in the variable TMPDIR.\n", said);
        }
        Assert.False(File.Exists(_folder["m.zip"]));
    }

    [Theory]
    [InlineData("--encoder is ignored", "--method", "plain", "--encoder", "english")]
    [InlineData("--min-count is ignored", "--method", "plain", "--min-count", "3")]
    public async Task An_option_that_has_no_effect_is_told(string said, params string[] options)
    {
        ToolRun run = (await ToolRun.Of(["train", "--labeled", models.Train, "--model", _folder["m.zip"], .. options])).Succeeded();
        Assert.Contains(said, run.Error);
        Assert.DoesNotContain("ignored", models.Training.Error);
    }

    [Fact]
    public async Task Labels_that_differ_only_in_the_case_of_letters_are_told()
    {
        string rows = _folder.Write("rows.tsv", "the soup was cold\tFOOD\nthe bread was hard\tFood\na rude waiter\tSERVICE\n");
        ToolRun run = (await ToolRun.Of("train", "--labeled", rows, "--method", "plain", "--model", _folder["m.zip"])).Succeeded();
        Assert.Contains("The labels 'FOOD' and 'Food' differ only in the case of letters", run.Error);
        Assert.DoesNotContain("differ only", models.Training.Error);
    }

    [Fact]
    public async Task A_label_that_every_row_has_is_told()
    {
        string same = _folder.Write("same.tsv", "the soup was cold\tFOOD\nthe bread was hard\tFOOD\n");
        ToolRun run = (await ToolRun.Of("train", "--labeled", same, "--model", _folder["same.zip"])).Succeeded();
        Assert.Contains("The label 'FOOD' is in all of the", run.Error);
    }

    [Fact]
    public async Task One_of_a_kind_is_not_said_to_be_many()
    {
        string one = _folder.Write("one.tsv", "the soup was cold\tFOOD\n"), model = _folder["one.zip"];
        Assert.Contains("1 label from 1 labelled text and 0 unlabelled texts",
            (await ToolRun.Of("train", "--labeled", one, "--test", one, "--model", model)).Succeeded().Output);
        string card = File.ReadAllText(_folder["one.card.md"]);
        Assert.Contains("with 1 label.", card);
        Assert.Contains("1 labelled row and 0 texts without labels", card);
        Assert.Contains("1 row; all labels right", card);

        string unseen = _folder.Write("unseen.tsv", "the soup was cold\tSOUP\n");
        string evaluation = (await ToolRun.Of("evaluate", "--model", model, "--data", unseen)).Succeeded().Output;
        Assert.Contains("1 text, macro averages over", evaluation);
        Assert.Contains("1 label of the data was never seen in training (SOUP); rows have it 1 time.", evaluation);
    }

    [Fact]
    public void The_model_tags_text_by_stock_code()
    {
        MLContext ml = new();
        using var engine = ml.Model.CreatePredictionEngine<Question, Answer>(ml.Model.Load(models.Model, out DataViewSchema schema));

        Assert.Equal(["Text"], schema.Select(column => column.Name));
        Assert.Equal(3, engine.Predict(new() { Text = "The soup was cold." }).PredictedLabels.Length);
    }

    [Theory]
    [InlineData("plain", "sdca")]
    [InlineData("plain", "lbfgs")]
    [InlineData("plain", "perceptron")]
    [InlineData("plain", "fasttree")]
    [InlineData("plain", "linearsvm")]
    [InlineData("blog", "svm")]
    public async Task Every_method_and_every_trainer_learns_the_topics(string method, string trainer)
    {
        string model = _folder["model.zip"];
        (await ToolRun.Of("train", "--labeled", models.Train, "--unlabeled", models.Unlabeled, "--model", model, "--method", method,
            "--trainer", trainer)).Succeeded();
        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", model, "--data", models.Test, "--json")).Succeeded().Json;

        Assert.InRange(metrics.GetProperty("macroAveragePrecision").GetDouble(), 0.9, 1);
    }

    [Fact]
    public async Task What_an_encoder_knows_is_in_the_model_and_its_embeddings_are_not_left_behind()
    {
        string model = _folder["encoded.zip"];
        ToolRun run = (await ToolRun.Of("train", "--labeled", models.Train, "--unlabeled", models.Unlabeled, "--model", model,
            "--encoder", "minilm")).Succeeded();
        JsonElement metrics = (await ToolRun.Of("evaluate", "--model", model, "--data", models.Test, "--json")).Succeeded().Json;

        Assert.Contains("Learning from the encoder", run.Error, StringComparison.Ordinal);
        Assert.InRange(metrics.GetProperty("macroAveragePrecision").GetDouble(), 0.9, 1);
        Assert.False(File.Exists(model + ".embeddings"));
    }

    [Fact]
    public async Task Vectors_of_English_words_are_learnt_from_unless_they_are_not_wanted()
    {
        async Task<string> Reason(params string[] more)
        {
            ToolRun run = (await ToolRun.Of(
                ["train", "--labeled", models.Train, "--unlabeled", models.Unlabeled, "--model", _folder["english.zip"], "--json",
                    .. more])).Succeeded();
            return run.Json.GetProperty("convolution").GetProperty("reason").GetString()!;
        }

        string[] all = [await Reason(), await Reason("--encoder", "english"), await Reason("--encoder", "none")];
        Assert.Equal(all[0], all[1]);
        // only where there are several sources does the reason name those that were taken
        Assert.Contains(';', all[1]);
        Assert.DoesNotContain(';', all[2]);
    }

    [Fact]
    public async Task A_folder_without_an_encoder_is_named()
    {
        ToolRun run = await ToolRun.Of("train", "--labeled", models.Train, "--model", _folder["m.zip"], "--encoder", _folder["nothing"]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_only_unlabelled_text_has_counts_for_its_neighbours()
    {
        string unlabeled = _folder.Write("more.txt", "the chowder was cold\n");
        string vectors = _folder.Write("vectors.vec", "4 2\nsoup 1 0\nbread 1 0.1\nchowder 1 0.05\nwaiter 0 1\n");
        async Task<float> Food(string method)
        {
            string model = _folder[$"{method}.zip"];
            (await ToolRun.Of("train", "--labeled", models.Train, "--unlabeled", unlabeled, "--vectors", vectors, "--model",
                model, "--method", method)).Succeeded();
            JsonElement answer = (await ToolRun.Of("predict", "--model", model, "chowder", "--json")).Succeeded().Json;
            return answer.GetProperty("best").EnumerateArray().Single(label => label.GetProperty("label").GetString() == "FOOD")
                .GetProperty("probability").GetSingle();
        }

        Assert.InRange(await Food("blog"), 0.8f, 1);
        Assert.InRange(await Food("plain"), 0, 0.6f);
    }

    [Fact]
    public async Task Given_vectors_are_used_instead_of_training_some()
    {
        string vectors = _folder.Write("vectors.txt", "2 2\nsoup 1 0\nbread 1 0.1\n");
        ToolRun run = (await ToolRun.Of("train", "--labeled", models.Train, "--model", _folder["model.zip"],
            "--vectors", vectors, "--json")).Succeeded();

        Assert.DoesNotContain("word2vec", run.Error);
    }

    [Fact]
    public async Task An_empty_file_of_unlabelled_text_is_none_and_told()
    {
        string empty = _folder.Write("none.txt", "");
        ToolRun run = (await ToolRun.Of("train", "--labeled", models.Train, "--unlabeled", empty, "--model",
            _folder["model.zip"], "--json")).Succeeded();

        Assert.Contains("none.txt is empty: there is no unlabelled text", run.Error);
        Assert.Equal(0, run.Json.GetProperty("unlabeledTexts").GetInt64());
    }

    [Fact]
    public async Task Rows_without_a_label_are_allowed()
    {
        string labeled = _folder.Write("rows.tsv", KitchenReviews.Labeled(40, seed: 4) + "nothing to say here\t\n");
        ToolRun run = (await ToolRun.Of("train", "--labeled", labeled, "--model", _folder["model.zip"],
            "--method", "plain", "--json")).Succeeded();

        Assert.Equal(41, run.Json.GetProperty("labeledTexts").GetInt32());
    }

    private sealed class Question
    {
        public string Text { get; set; } = "";
    }

    private sealed class Answer
    {
        public bool[] PredictedLabels { get; set; } = [];
    }

    [Fact]
    public async Task Several_labelled_files_are_read_as_one()
    {
        string[] lines = File.ReadAllLines(models.Train);
        File.WriteAllLines(_folder["one.tsv"], lines[..50]);
        File.WriteAllLines(_folder["two.jsonl"],
            LabeledFile.Read(models.Train).Skip(50).Select(row => JsonSerializer.Serialize(new { text = row.Text, labels = row.Labels })));
        JsonElement run = (await ToolRun.Of("train", "--labeled", _folder["one.tsv"], _folder["two.jsonl"], "--unlabeled", models.Unlabeled,
            "--model", _folder["m.zip"], "--json"))
            .Succeeded().Json;
        Assert.Equal(80, run.GetProperty("labeledTexts").GetInt64());
        const string Text = "the soup and the bread had no taste";
        Assert.Equal(TextTagger.Load(models.Model).Tag(Text).Best, TextTagger.Load(_folder["m.zip"]).Tag(Text).Best);

        ToolRun replaced = await ToolRun.Of("train", "--labeled", _folder["one.tsv"],
            _folder["two.jsonl"], "--model", _folder["two.jsonl"]);
        Assert.Contains("two.jsonl would replace", replaced.Error);
    }
}
