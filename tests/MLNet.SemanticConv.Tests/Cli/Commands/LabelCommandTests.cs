using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class LabelCommandTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Answers => _folder["answers.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_asks_for_a_text_with_the_tags_and_the_words_that_the_model_gives()
    {
        await using RunningService service = await StartAsync();
        JsonElement question = (await StateAsync(service)).GetProperty("question");
        string text = question.GetProperty("text").GetString()!;
        Assert.Contains(text, Texts.Read(models.Unlabeled).Select(row => row.Text));
        TextTagger tagger = TextTagger.Load(models.Model);
        JsonElement[] tags = [.. question.GetProperty("tags").EnumerateArray()];
        Assert.Equal(tagger.Labels.Order(), tags.Select(LabelOf).Order());
        Assert.Equal(tagger.Tag(text).Labels.Select(label => label.Label),
            tags.Where(tag => tag.GetProperty("given").GetBoolean()).Select(LabelOf));
        Assert.All(tags.SelectMany(tag => tag.GetProperty("words").EnumerateArray()), word => Assert.Contains(word.GetString()!, text));

        static string LabelOf(JsonElement tag) => tag.GetProperty("label").GetString()!;
    }

    [Fact]
    public async Task An_answer_is_in_the_file_before_the_next_text_is_asked()
    {
        await using RunningService service = await StartAsync();
        string first = TextOf(await StateAsync(service));
        JsonElement next = await AnswerAsync(service, "FOOD", "a new, odd\u2003label");
        Assert.NotEqual(first, TextOf(next));
        LabeledText row = Assert.Single(LabeledFile.Read(Answers));
        Assert.Equal((first, "FOOD|a new, odd\u2003label"), (row.Text, string.Join('|', row.Labels)));
        Assert.Contains("a new, odd\u2003label", next.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
    }

    [Fact]
    public async Task An_answer_that_is_taken_back_leaves_the_file_and_is_asked_again()
    {
        await using RunningService service = await StartAsync();
        string first = TextOf(await AnswerAsync(service, "FOOD"));
        JsonElement second = await AnswerAsync(service, "ROOM");
        Assert.Equal(2, LabeledFile.Read(Answers).Count());

        JsonElement again = await UndoAsync(service);
        Assert.Equal(first, TextOf(again));
        Assert.Equal("ROOM", again.GetProperty("question").GetProperty("answered")[0].GetString());
        Assert.Single(LabeledFile.Read(Answers));
        Assert.Equal(TextOf(second), TextOf(await AnswerAsync(service, "SERVICE")));
        Assert.Equal(["FOOD", "SERVICE"], LabeledFile.Read(Answers).Select(row => row.Labels[0]));

        await UndoAsync(service);
        Assert.False((await UndoAsync(service)).GetProperty("canUndo").GetBoolean());
        Assert.Equal("", File.ReadAllText(Answers));
    }

    [Fact]
    public async Task Another_start_goes_on_and_asks_nothing_again()
    {
        List<string> asked = [];
        for (int start = 0; start < 2; start++)
        {
            await using RunningService service = await StartAsync();
            for (int i = 0; i < 6; i++)
            {
                JsonElement state = await StateAsync(service);
                Assert.Equal(asked.Count, state.GetProperty("answers").GetInt32() + state.GetProperty("skipped").GetInt32());
                asked.Add(TextOf(state));
                if (i % 3 == 1) await PostAsync(service, "answer", new { number = NumberOf(state), labels = (string[]?)null });
                else await AnswerAsync(service, "FOOD");
            }
        }
        Assert.Equal(12, asked.Distinct().Count());
        Assert.Equal(8, LabeledFile.Read(Answers).Count());
    }

    [Theory]
    [InlineData("{\"text\":\"the soup\",\"labels\":[\"FOOD\"]}\n{\"text\":\"the bre", 1, true)]
    [InlineData("{\"text\":\"the soup\",\"labels\":[\"FOOD\"]}\n{\"text\":\"the bread\",\"labels\":[]}", 2, false)]
    public async Task A_last_line_that_was_not_finished_is_mended(string content, int answers, bool cut)
    {
        _folder.Write("answers.jsonl", content);
        await using RunningService service = await StartAsync();
        Assert.Equal(answers, (await StateAsync(service)).GetProperty("answers").GetInt32());
        Assert.Equal(cut, service.Error.Contains("has been removed: {\"text\":\"the bre"));
        await AnswerAsync(service, "ROOM");
        Assert.Equal(answers + 1, LabeledFile.Read(Answers).Count());
    }

    [Fact]
    public async Task A_wrong_line_is_refused_with_its_number()
    {
        _folder.Write("answers.jsonl", "{\"text\":\"soup\",\"labels\":[]}\n{\"text\":\"soup\"\n{\"text\":\"bread\",\"labels\":[]}\n");
        ToolRun run = await ToolRun.Of(Arguments());
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("answers.jsonl, line 2 is not JSON", run.Error);
    }

    [Fact]
    public async Task Two_sessions_cannot_write_one_file()
    {
        await using RunningService service = await StartAsync();
        ToolRun run = await ToolRun.Of(Arguments());
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Is another 'semconv label' writing", run.Error);
        Assert.Contains("answers.session.jsonl", run.Error);
    }

    [Fact]
    public async Task Names_of_labels_are_enough_to_begin_with()
    {
        _folder.Write("labels.txt", "soup\nwaiter\nmusic\n");
        await using RunningService service = await RunningService.OfAsync(
            "label", "--unlabeled", models.Unlabeled, "--known-labels", _folder["labels.txt"], "--out", Answers);
        JsonElement state = await StateAsync(service);
        Assert.Equal(["music", "soup", "waiter"], state.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.NotEqual("", TextOf(state));
    }

    [Fact]
    public async Task After_some_answers_it_learns_and_draws_its_quality_on_the_test_rows()
    {
        _folder.Write("labels.txt", "FOOD\nSERVICE\nROOM\n");
        var gold = LabeledFile.Read(models.Train).DistinctBy(row => row.Text).ToDictionary(row => row.Text, row => row.Labels);
        File.WriteAllLines(_folder["texts.txt"], gold.Keys);
        await using RunningService service = await RunningService.OfAsync(
            "label", "--unlabeled", _folder["texts.txt"], "--known-labels", _folder["labels.txt"], "--test", models.Test, "--out", Answers,
            "--retrain-every", "30");
        for (int i = 0; i < 30; i++) await AnswerAsync(service, gold[TextOf(await ReadyAsync(service))]);
        JsonElement trained = await UntilAsync(service, state => state.GetProperty("curve").GetArrayLength() == 2);
        JsonElement[] curve = [.. trained.GetProperty("curve").EnumerateArray()];
        Assert.Equal([0, 30], curve.Select(point => point.GetProperty("answers").GetInt32()));
        Assert.All(curve, point => Assert.Equal(61, point.GetProperty("texts").GetInt32()));
        Assert.True(curve[1].GetProperty("microF1").GetDouble() > curve[0].GetProperty("microF1").GetDouble() + 0.1, trained.ToString());
        Assert.DoesNotContain(File.ReadLines(Answers), line => line.Contains("heldOut"));
    }

    [Fact]
    public async Task Without_test_rows_a_fifth_of_the_texts_is_drawn_at_random_and_held_out()
    {
        await using RunningService service = await StartAsync("--labeled", models.Train);
        JsonElement state = await StateAsync(service);
        for (int i = 0; i < 15; i++) state = await AnswerAsync(service, "FOOD");
        Assert.Equal(3, state.GetProperty("heldOut").GetInt32());
        Assert.Equal(3, File.ReadLines(Answers).Count(line => line.EndsWith(",\"heldOut\":true}")));
    }

    [Fact]
    public async Task All_texts_are_asked_and_then_it_says_so()
    {
        _folder.Write("few.txt", "the soup had no taste\nthe waiter was rude\nthe waiter was rude\n");
        await using RunningService service = await RunningService.OfAsync(
            "label", "--unlabeled", _folder["few.txt"], "--model", models.Model, "--out", Answers, "--retrain-every", "1000");
        string second = TextOf(await AnswerAsync(service, "FOOD"));
        await AnswerAsync(service, "SERVICE");
        JsonElement state = await UntilAsync(service, state => state.GetProperty("finished").GetBoolean());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("question").ValueKind);
        Assert.Equal(second, TextOf(await UndoAsync(service)));
    }

    [Fact]
    public async Task Every_address_needs_the_token_and_the_name_of_this_machine()
    {
        await using RunningService service = await StartAsync();
        string root = service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), address = service.Client.BaseAddress.AbsoluteUri;
        string other = address[..^2] + (address[^2] == '0' ? '1' : '0') + "/";
        foreach (string path in (string[])[root, root + "/state", other, other + "state", address[..^2], root + "//", root + "/%20/state"])
            Assert.Equal(HttpStatusCode.Forbidden, (await service.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(address)).StatusCode);
        Assert.Equal(address, (await service.Client.GetAsync(address[..^1])).RequestMessage!.RequestUri!.AbsoluteUri);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(service, HttpMethod.Get, "state", "Host", "evil.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(service, HttpMethod.Get, "state", "Host", "localhost"));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_post(string header, string value)
    {
        await using RunningService service = await StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(service, HttpMethod.Post, "undo", header, value));
        Assert.Equal(HttpStatusCode.OK,
            await StatusAsync(service, HttpMethod.Post, "undo", "Origin", service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)));
    }

    [Theory]
    [InlineData("""{"number":1,"labels":["FOOD"]}""", "text/plain")]
    [InlineData("""{"number":1,"labels":[" "]}""", "application/json")]
    [InlineData("""{"number":1,"labels":["a\nb"]}""", "application/json")]
    [InlineData("""{"number":1,"labels":[null]}""", "application/json")]
    [InlineData("""{"labels":["FOOD"]}""", "application/json")]
    [InlineData("""{"number":1,"labels":["FOOD"]""", "application/json")]
    [InlineData("null", "application/json")]
    public async Task What_is_no_answer_is_refused_and_nothing_is_written(string body, string contentType)
    {
        await using RunningService service = await StartAsync();
        await StateAsync(service);
        using StringContent content = new(body, System.Text.Encoding.UTF8, contentType);
        using var response = await service.Client.PostAsync("answer", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEqual("", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        Assert.Equal("", File.ReadAllText(Answers));
    }

    [Fact]
    public async Task An_answer_to_a_question_that_is_gone_changes_nothing()
    {
        await using RunningService service = await StartAsync();
        int number = NumberOf(await StateAsync(service));
        await AnswerAsync(service, "FOOD");
        using var response = await service.Client.PostAsJsonAsync("answer", new { number, labels = new[] { "ROOM" } });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(number + 1, NumberOf(await response.Content.ReadFromJsonAsync<JsonElement>()));
        Assert.Equal("FOOD", Assert.Single(LabeledFile.Read(Answers)).Labels[0]);
    }

    [Theory]
    [InlineData("answers.tsv", "must end in .jsonl")]
    [InlineData("gone/answers.jsonl", "gone")]
    public async Task An_output_that_cannot_be_written_is_refused_before_the_work(string output, string said)
    {
        ToolRun run = await ToolRun.Of("label", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out", _folder[output]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.DoesNotContain("word2vec", run.Error);
    }

    [Fact]
    public async Task What_the_library_warns_of_is_told_once()
    {
        _folder.Write("rows.tsv", "the soup had no taste\tFOOD\nwarm bread\tFOOD\n");
        await using RunningService service = await RunningService.OfAsync(
            "label", "--unlabeled", models.Unlabeled, "--labeled", _folder["rows.tsv"], "--out", Answers);
        Assert.Single(
            service.Error.Split('\n'), "The label 'FOOD' is in all of the 2 rows: its score is the same for every text.");
    }

    [Fact]
    public async Task What_was_warned_of_is_not_told_again_after_each_training()
    {
        _folder.Write("rows.tsv", "the soup had no taste\tFOOD\nwarm bread\tFOOD\n");
        await using RunningService service = await RunningService.OfAsync("label", "--unlabeled", models.Unlabeled,
            "--labeled", _folder["rows.tsv"], "--out", Answers, "--test", models.Test, "--retrain-every", "1");
        await AnswerAsync(service, "FOOD");
        await UntilAsync(service, state => state.GetProperty("curve").GetArrayLength() == 2);
        Assert.Single(service.Error.Split('\n'), line => line.StartsWith("The label 'FOOD' is in all of the ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Labels_of_test_rows_that_nothing_else_names_are_told()
    {
        await using RunningService service = await RunningService.OfAsync("label", "--unlabeled", models.Unlabeled, "--known-labels",
            _folder.Write("labels.txt", "Food\nSERVICE\nROOM\nCELLAR\n"), "--test", models.Test, "--out", Answers);
        Assert.Contains("test.tsv has 1 label that nothing else names, such as 'FOOD'", service.Error);
    }

    [Theory]
    [InlineData("--unlabeled", "gone.txt")]
    [InlineData("--labeled", "gone.tsv")]
    [InlineData("--test", "gone.tsv")]
    [InlineData("--known-labels", "gone.txt")]
    [InlineData("--model", "gone.zip")]
    public async Task An_input_that_is_refused_leaves_no_file(string option, string missing)
    {
        Dictionary<string, string> files = new() { ["--model"] = models.Model, ["--unlabeled"] = models.Unlabeled, ["--out"] = Answers };
        files[option] = _folder[missing];
        ToolRun run = await ToolRun.Of(["label", .. files.SelectMany(file => new[] { file.Key, file.Value })]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(missing, run.Error);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Answers_that_were_there_stay_where_an_input_is_refused()
    {
        _folder.Write("answers.jsonl", "");
        await ToolRun.Of("label", "--model", models.Model, "--unlabeled", _folder["gone.txt"], "--out", Answers);
        Assert.Equal(["answers.jsonl"], _folder.Files);
    }

    [Fact]
    public async Task Something_to_begin_with_is_needed()
    {
        ToolRun run = await ToolRun.Of("label", "--unlabeled", models.Unlabeled, "--out", Answers);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--known-labels", run.Error);
    }

    private string[] Arguments() => ["label", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out", Answers,
        "--retrain-every", "1000"];

    private Task<RunningService> StartAsync(params string[] more) => RunningService.OfAsync([.. Arguments(), .. more]);

    private static Task<JsonElement> StateAsync(RunningService service) => service.Client.GetFromJsonAsync<JsonElement>("state");

    private static async Task<JsonElement> UntilAsync(RunningService service, Predicate<JsonElement> reached)
    {
        JsonElement state = default;
        await Patience.UntilAsync(
            async () =>
            {
                state = await StateAsync(service);
                if (reached(state)) return true;
                Assert.Equal(JsonValueKind.Null, state.GetProperty("problem").ValueKind);
                return false;
            },
            () => state.ToString());
        return state;
    }

    private static Task<JsonElement> ReadyAsync(RunningService service)
        => UntilAsync(service, state => state.GetProperty("question").ValueKind != JsonValueKind.Null);

    private static async Task<JsonElement> AnswerAsync(RunningService service, params string[] labels)
        => await PostAsync(service, "answer", new { number = NumberOf(await ReadyAsync(service)), labels });

    private static Task<JsonElement> UndoAsync(RunningService service) => PostAsync(service, "undo", new { });

    private static async Task<JsonElement> PostAsync<T>(RunningService service, string path, T body)
    {
        using var response = await service.Client.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpStatusCode> StatusAsync(
        RunningService service, HttpMethod method, string path, string header, string value)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await service.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string TextOf(JsonElement state) => state.GetProperty("question").GetProperty("text").GetString()!;

    private static int NumberOf(JsonElement state) => state.GetProperty("question").GetProperty("number").GetInt32();
}
