using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

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
    [InlineData("in.txt", "1", false), InlineData("in.tsv", "4", true), InlineData("in.jsonl", "3", false), InlineData("in.ndjson.gz", "2", true)]
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
    public async Task Resuming_behind_any_byte_that_was_written_gives_the_same_file()
    {
        string input = _folder.Write("in.txt", string.Join('\n', Texts)), expected = Expected(json: false);
        byte[] whole = Encoding.UTF8.GetBytes(expected);
        foreach (int length in new[] { 0, 1, 500, whole.Length / 2, whole.Length - 1, whole.Length })
        {
            ToolRun cancelled = await ToolRun.CancelledAt("Tagging", "predict", "--model", models.Model, "--input", input, "--out", _folder["out.tsv"]);
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
        string input = _folder.Write("in.txt", string.Concat(Enumerable.Repeat(string.Join('\n', Texts) + "\n", Times))), output = _folder["out.tsv"];
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using (Process process = Process.Start(new ProcessStartInfo("dotnet", [tool, "predict", "--model", models.Model, "--input", input, "--out", output])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!)
        {
            FileInfo part = new(output + ".part");
            while (!process.HasExited && !(part.Exists && part.Length > 0))
            {
                await Task.Delay(5);
                part.Refresh();
            }
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync();
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
        _folder.Write("in.txt", "another text");
        Assert.Contains("is of other work", (await Predict(input, _folder["out.tsv"], "--resume")).Error);
    }

    [Theory]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n{\"txt\":\"b\"}\n", "line 2 is no JSON object with the text \"text\"")]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n{\n", "line 2 is no JSON")]
    [InlineData("in.csv", "a", "must end in .txt")]
    [InlineData("in.txt", "", "is empty")]
    public async Task Bad_input_is_named_and_leaves_no_file(string name, string content, string message)
    {
        _folder.Write(name, content);
        ToolRun run = await Predict(_folder[name], _folder["out.tsv"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Equal([name], _folder.Files);
    }
}
