using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.SemanticConv.Tests;
using MLNet.Shared;
using Parquet.Serialization;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class PredictFileTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private const int Count = 1000;

    private static readonly string[] Texts = KitchenReviews.Unlabeled(Count, seed: 9).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<ToolRun> Predict(string input, string output, params string[] more)
        => ToolRun.Of(["predict", "--model", models.Model, "--input", input, "--out", output, .. more]);

    private string Expected(bool json)
    {
        TextTagger tagger = TextTagger.Load(models.Model);
        return string.Concat(Texts.Select(text => (json
            ? JsonSerializer.Serialize(tagger.Tag(text), JsonFormat.Options)
            : $"{text}\t{string.Join(',', tagger.Tag(text).Labels.Select(label => label.Label))}") + "\n"));
    }

    [Theory]
    [InlineData("in.txt", "1", false)]
    [InlineData("in.tsv", "4", true)]
    [InlineData("in.jsonl", "3", false)]
    [InlineData("in.ndjson.gz", "2", true)]
    public async Task Every_line_is_tagged_in_order_whatever_the_form_and_the_number_of_threads(string input, string threads, bool json)
    {
        string text = string.Concat(Texts.Select(text => (input.Contains("json") ? JsonSerializer.Serialize(new { id = 1, body = text })
            : input.EndsWith(".tsv", StringComparison.Ordinal) ? $"{text}\tFOOD\tmore" : text) + "\n"));
        if (input.EndsWith(".gz", StringComparison.Ordinal))
        {
            using GZipStream zip = new(File.Create(_folder[input]), CompressionLevel.Fastest);
            zip.Write(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            _folder.Write(input, text);
        }
        string output = json ? "out.jsonl" : "out.tsv";
        (await Predict(_folder[input], _folder[output], "--threads", threads, "--field", "body")).Succeeded();
        Assert.Equal(Expected(json), File.ReadAllText(_folder[output]));
        Assert.Equal(new[] { input, output }.Order(StringComparer.Ordinal), _folder.Files);
    }

    [Fact]
    public async Task Parquet_files_are_read_and_written_and_go_on_after_an_end()
    {
        string input = _folder["in.parquet"], output = _folder["out.parquet"];
        await ParquetSerializer.SerializeAsync(Texts.Select((body, id) => new Document { Id = id, Body = body }),
            input, new() { RowGroupSize = 300 });
        string[] predict = ["predict", "--model", models.Model, "--input", input, "--field", "body", "--out", output];
        Assert.Equal(130, (await ToolRun.CancelledAt("Tagging", predict)).ExitCode);
        byte[] whole = Encoding.UTF8.GetBytes(Expected(json: true));
        File.WriteAllBytes(output + ".part", whole[..(whole.Length / 3)]);
        (await ToolRun.Of([.. predict, "--resume"])).Succeeded();
        Assert.Equal(["in.parquet", "out.parquet"], _folder.Files);

        using FileStream file = File.OpenRead(output);
        var rows = (await ParquetSerializer.DeserializeAsync<ParquetTaggings.Row>(file)).Data;
        string[] expected = Expected(json: true).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, rows.Select(row => JsonSerializer.Serialize(row, JsonFormat.Options)));
    }

    [Theory]
    [InlineData("body", "has no column \"text\" of strings", "text")]
    [InlineData("body", "has no column \"id\" of strings", "id")]
    [InlineData(null, "row 2 has no text", "body")]
    public async Task What_is_wrong_with_a_Parquet_file_is_said(string? second, string message, string field)
    {
        await ParquetSerializer.SerializeAsync([new Document { Body = "a" }, new Document { Body = second }], _folder["in.parquet"]);
        ToolRun run = await Predict(_folder["in.parquet"], _folder["out.tsv"], "--field", field);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Equal(["in.parquet"], _folder.Files);
    }

    [Fact]
    public async Task A_damaged_Parquet_file_is_named()
    {
        await ParquetSerializer.SerializeAsync(Texts.Select(body => new Document { Body = body }), _folder["in.parquet"]);
        byte[] valid = File.ReadAllBytes(_folder["in.parquet"]);
        int footer = valid.Length - 8 - BitConverter.ToInt32(valid, valid.Length - 8);
        foreach (byte[] bytes in (byte[][])[[], [.. "text"u8], valid[..^5], [.. valid[..4], .. new byte[footer - 4], .. valid[footer..]]])
        {
            File.WriteAllBytes(_folder["in.parquet"], bytes);
            ToolRun run = await Predict(_folder["in.parquet"], _folder["out.tsv"], "--field", "body");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("in.parquet is not a Parquet file that can be read", run.Error);
        }
    }

    [Fact]
    public async Task What_was_done_before_a_bad_line_is_kept_and_named()
    {
        // Rows are tagged in chunks: those before the chunk of the bad line are done.
        string good = string.Concat(
            Enumerable.Repeat(Texts, 10).SelectMany(texts => texts).Select(text => JsonSerializer.Serialize(new { text }) + "\n"));
        ToolRun run = await Predict(_folder.Write("in.jsonl", good + "no JSON\n"), _folder["out.tsv"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 10001", run.Error);
        int kept = File.ReadAllLines(_folder["out.tsv.part"]).Length;
        Assert.InRange(kept, 1, 10_000);
        Assert.Contains($"{kept:N0} lines are kept", run.Error);

        _folder.Write("in.jsonl", good + JsonSerializer.Serialize(new { text = "cold soup" }) + "\n");
        (await Predict(_folder["in.jsonl"], _folder["out.tsv"], "--resume")).Succeeded();
        Assert.Equal(10_001, File.ReadAllLines(_folder["out.tsv"]).Length);
        Assert.Equal(string.Concat(Enumerable.Repeat(Expected(json: false), 10)),
            string.Concat(File.ReadLines(_folder["out.tsv"]).Take(10_000).Select(line => line + "\n")));
    }

    [Fact]
    public async Task Resuming_behind_any_byte_that_was_written_gives_the_same_file()
    {
        string input = _folder.Write("in.txt", string.Join('\n', Texts)), expected = Expected(json: false);
        byte[] whole = Encoding.UTF8.GetBytes(expected);
        foreach (int length in new[] { 0, 1, 500, whole.Length / 2, whole.Length - 1, whole.Length })
        {
            ToolRun cancelled = await ToolRun.CancelledAt("Tagging", "predict", "--model", models.Model, "--input",
                input, "--out", _folder["out.tsv"]);
            Assert.Equal(130, cancelled.ExitCode);
            Assert.Contains("--resume", cancelled.Error);
            File.WriteAllBytes(_folder["out.tsv.part"], whole[..length]);
            (await Predict(input, _folder["out.tsv"], "--resume")).Succeeded();
            Assert.Equal(expected, File.ReadAllText(_folder["out.tsv"]));
            Assert.Equal(["in.txt", "out.tsv"], _folder.Files);
        }
    }

    [Fact]
    public async Task A_process_that_is_killed_can_be_resumed()
    {
        const int Times = 300;
        string input = _folder.Write("in.txt", string.Concat(Enumerable.Repeat(string.Join('\n', Texts) + "\n", Times))),
            output = _folder["out.tsv"];
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using (Process process = Process.Start(
            new ProcessStartInfo("dotnet", [tool, "predict", "--model", models.Model, "--input", input, "--out", output])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!)
        {
            FileInfo part = new(output + ".part");
            await Patience.UntilAsync(() =>
            {
                part.Refresh();
                return process.HasExited || (part.Exists && part.Length > 0);
            });
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync().InTimeAsync();
        }
        Assert.False(File.Exists(output));
        (await Predict(input, output, "--resume")).Succeeded();
        Assert.Equal(string.Concat(Enumerable.Repeat(Expected(json: false), Times)), File.ReadAllText(output));
    }

    [Fact]
    public async Task Unfinished_work_is_neither_overwritten_nor_mixed_with_other_work()
    {
        string input = _folder.Write("in.txt", string.Join('\n', Texts));
        await ToolRun.CancelledAt("Tagging", "predict", "--model", models.Model, "--input", input, "--out", _folder["out.tsv"]);
        Assert.Contains("go on with --resume", (await Predict(input, _folder["out.tsv"])).Error);
        File.WriteAllText(_folder["out.tsv.part"], string.Concat(Expected(json: false).Split('\n').Take(2).Select(line => line + "\n")));
        _folder.Write("in.txt", Texts[0] + "\nanother text");
        Assert.Contains("line 2 is for another text", (await Predict(input, _folder["out.tsv"], "--resume")).Error);
        Assert.Contains("belongs to another run", (await Predict(input, _folder["out.tsv"], "--resume", "--text-column", "Text")).Error);
    }

    [Fact]
    public async Task Unfinished_work_that_is_longer_than_its_input_is_refused_and_left()
    {
        string input = _folder.Write("in.txt", string.Join('\n', Texts)), part = _folder["out.tsv.part"];
        await ToolRun.CancelledAt("Tagging", "predict", "--model", models.Model, "--input", input, "--out", _folder["out.tsv"]);
        File.WriteAllText(part, Expected(json: false) + "more\tFOOD\n");
        ToolRun run = await Predict(input, _folder["out.tsv"], "--resume");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"has more lines ({Count + 1}) than the input ({Count})", run.Error);
        Assert.True(File.Exists(part));
        Assert.False(File.Exists(_folder["out.tsv"]));
    }

    [Fact]
    public async Task The_input_is_not_replaced()
    {
        string content = KitchenReviews.Labeled(5, seed: 4), input = _folder.Write("in.tsv", content);
        ToolRun run = await Predict(input, Path.Combine(_folder.Path, ".", "in.tsv"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("would replace", run.Error);
        Assert.Equal(content, File.ReadAllText(input));
        Assert.Equal(["in.tsv"], _folder.Files);
    }

    [Fact]
    public async Task A_carriage_return_within_a_text_ends_no_row()
    {
        (await Predict(_folder.Write("in.txt", "cold\rsoup\nrude waiter\n"), _folder["out.tsv"])).Succeeded();

        Assert.Equal(["cold soup", "rude waiter"], File.ReadAllLines(_folder["out.tsv"]).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Blank_lines_of_JSON_Lines_are_passed_over()
    {
        (await Predict(_folder.Write("in.jsonl", "{\"text\":\"cold soup\"}\n\n{\"text\":\"rude waiter\"}\n \n"),
            _folder["out.tsv"])).Succeeded();

        Assert.Equal(2, File.ReadAllLines(_folder["out.tsv"]).Length);
    }

    [Fact]
    public async Task Rows_of_Parquet_without_a_text_are_empty_texts_where_asked()
    {
        await ParquetSerializer.SerializeAsync([new Document { Body = "cold soup" }, new Document(), new Document { Body = "a" }],
            _folder["in.parquet"]);
        (await Predict(_folder["in.parquet"], _folder["out.tsv"], "--field", "body", "--null-as-empty")).Succeeded();

        Assert.Equal(["cold soup", "", "a"], File.ReadAllLines(_folder["out.tsv"]).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task A_binary_column_of_Parquet_is_told_by_its_type()
    {
        await ParquetSerializer.SerializeAsync([new Blob { Body = [.. "soup"u8] }], _folder["in.parquet"]);
        string error = (await Predict(_folder["in.parquet"], _folder["out.tsv"], "--field", "body")).Error;

        Assert.Contains("no column \"body\" of strings (it is binary", error);
    }

    [Fact]
    public async Task Standard_input_that_is_no_UTF8_is_refused_at_its_line()
    {
        ToolRun run = await ToolRun.WithInput([.. "fine\ncaf"u8, 0xE9, .. "\n"u8], "predict", "--model", models.Model);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("standard input, line 2 is not UTF-8 text", run.Error);
        Assert.StartsWith("fine\t", run.Output);
    }

    [Theory]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n{\"txt\":\"b\"}\n", "line 2 is not a JSON object with the text \"text\"")]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n{\n", "line 2 is not JSON")]
    [InlineData("in.csv", "a", "must end in .parquet, .txt")]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n{\"text\":\"\\ud83c\"}\n", "in.jsonl, line 2 has a string that is not text")]
    [InlineData("in.tsv", "\"a\"\t\"A\"\n", "line 1 has values in quotation marks")]
    [InlineData("in.txt", "t\0e\0a\0\n\0", "in.txt, line 1 contains a NUL")]
    [InlineData("in.txt", "", "is empty")]
    public async Task Bad_input_is_named_and_leaves_no_file(string name, string content, string message)
    {
        _folder.Write(name, content);
        ToolRun run = await Predict(_folder[name], _folder["out.tsv"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Equal([name], _folder.Files);
    }

    internal sealed class Blob
    {
        [JsonPropertyName("body")]
        public byte[] Body { get; set; } = [];
    }

    internal sealed class Document
    {
        [JsonPropertyName("id")]
        public int Id { get; set; }

        [JsonPropertyName("body")]
        public string? Body { get; set; }
    }
}
