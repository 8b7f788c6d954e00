extern alias cluster;

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using cluster::MLNet.SemanticConv.Cluster;
using MLNet.SemanticConv.Cli.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;
using Parquet.Serialization;

namespace MLNet.SemanticConv.Tests.Cluster;

public sealed class TagAsyncTests(OneSilo silo) : IClassFixture<OneSilo>, IDisposable
{
    private static readonly string[] Texts = [
        .. Enumerable.Range(0, 300).Select(i => $"{TinyReviews.Texts[i % TinyReviews.Texts.Count]} {i}")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private TaggingJob Job(string output, params string[] inputs)
        => new() { Model = silo.Model, Inputs = [.. inputs.Select(name => _folder[name])], Output = _folder[output], PartBytes = 1000 };

    private Task<TaggingStatus> Tag(TaggingJob job) => silo.Client.TagAsync(job);

    // what one machine makes of the same file
    private async Task<string> Predicted(string output, string input)
    {
        string path = _folder[$"predicted{Path.GetExtension(output)}"];
        (await ToolRun.Of("predict", "--model", silo.Model, "--input", _folder[input], "--out", path)).Succeeded();
        return Convert.ToBase64String(File.ReadAllBytes(path));
    }

    private string Bytes(string output) => Convert.ToBase64String(File.ReadAllBytes(_folder[output]));

    private static string Json(string text) => JsonSerializer.Serialize(new { text });

    private void WritePacked(string name, string content)
    {
        using GZipStream zip = new(File.Create(_folder[name]), CompressionLevel.Fastest);
        zip.Write(Encoding.UTF8.GetBytes(content));
    }

    [Theory]
    [InlineData("in.txt", "out.tsv")]
    [InlineData("in.tsv", "out.jsonl")]
    [InlineData("in.jsonl", "out.parquet")]
    [InlineData("in.jsonl.gz", "out.tsv")]
    [InlineData("in.parquet", "out.jsonl")]
    public async Task The_output_is_that_of_one_machine_byte_for_byte(string input, string output)
    {
        string lines = string.Join("\r\n",
            Texts.Select(text => input.Contains("json") ? Json(text)
                : input.EndsWith(".tsv", StringComparison.Ordinal) ? $"{text}\tA" : text));
        if (input.EndsWith(".gz", StringComparison.Ordinal)) WritePacked(input, lines);
        else if (input.EndsWith(".parquet", StringComparison.Ordinal))
            await ParquetSerializer.SerializeAsync(Texts.Select(text => new Row { text = text }),
                _folder[input], new() { RowGroupSize = 40 });
        else _folder.Write(input, lines);

        TaggingStatus status = await Tag(Job(output, input));

        Assert.Equal((JobState.Completed, Texts.Length, 0), (status.State, status.Texts, status.Failures));
        Assert.True(status.Parts > 1 || input.EndsWith(".gz", StringComparison.Ordinal));
        Assert.Equal(await Predicted(output, input), Bytes(output));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path),
            path => path.Contains(".parts") || path.Contains(".failed") || path.Contains(".tmp"));
    }

    [Fact]
    public async Task Several_inputs_are_one_output_in_their_order()
    {
        _folder.Write("b.txt", string.Join('\n', Texts[..100]));
        WritePacked("a.jsonl.gz", string.Join('\n', Texts[100..200].Select(Json)));
        _folder.Write("c.txt", string.Join('\n', Texts[200..]));
        _folder.Write("all.txt", string.Join('\n', Texts));

        await Tag(Job("out.tsv", "b.txt", "a.jsonl.gz", "c.txt"));

        Assert.Equal(await Predicted("out.tsv", "all.txt"), Bytes("out.tsv"));
    }

    [Fact]
    public async Task Lines_without_a_text_are_named_by_file_and_line_and_the_rest_goes_on()
    {
        string[] lines = [.. Texts.Select(Json)];
        (lines[3], lines[150], lines[151], lines[299]) = ("no JSON", "", "{\"txt\":1}", "{");
        _folder.Write("bad.jsonl", string.Join('\n', lines));
        _folder.Write("good.txt", string.Join('\n', Texts));

        TaggingStatus status = await Tag(Job("out.tsv", "good.txt", "bad.jsonl"));

        Assert.Equal((JobState.Completed, 596, 3), (status.State, status.Texts, status.Failures));
        string[][] failures = [.. File.ReadAllLines(_folder["out.tsv.failed"]).Select(line => line.Split('\t'))];
        Assert.All(failures, failure => Assert.Equal(_folder["bad.jsonl"], failure[0]));
        Assert.Equal(["4", "152", "300"], failures.Select(failure => failure[1]));
        Assert.Equal(["is not JSON", "is not a JSON object", "is not JSON"],
            failures.Select(failure => string.Join(' ', failure[2].TrimEnd(':').Split(' ').Take(failure[1] == "152" ? 5 : 3))
                .TrimEnd(':')));
        IEnumerable<string> good = Texts.Concat(Texts.Where((_, i) => i is not (3 or 150 or 151 or 299)));
        Assert.Equal(good, File.ReadAllLines(_folder["out.tsv"]).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Rows_of_Parquet_are_numbered_through_all_row_groups()
    {
        await ParquetSerializer.SerializeAsync(Texts.Select((text, i) => new Row { text = i == 250 ? null : text }),
            _folder["in.parquet"], new() { RowGroupSize = 40 });

        await Tag(Job("out.tsv", "in.parquet"));

        Assert.StartsWith($"{_folder["in.parquet"]}\t251\thas no text", File.ReadAllText(_folder["out.tsv.failed"]));
    }

    [Fact]
    public async Task What_follows_damage_in_a_packed_file_is_named_as_one()
    {
        WritePacked("in.txt.gz", string.Join('\n', Texts));
        byte[] whole = File.ReadAllBytes(_folder["in.txt.gz"]);
        File.WriteAllBytes(_folder["in.txt.gz"], whole[..^100]);

        TaggingStatus status = await Tag(Job("out.tsv", "in.txt.gz"));

        Assert.Equal((JobState.Completed, 1), (status.State, status.Failures));
        Assert.Contains("truncated gzip", File.ReadAllText(_folder["out.tsv.failed"]));
    }

    [Fact]
    public async Task A_job_with_more_failures_than_it_may_have_fails_and_writes_nothing()
    {
        _folder.Write("in.jsonl",
            string.Concat(Enumerable.Repeat("no JSON\n", 100)) + string.Concat(Texts.Select(text => Json(text) + "\n")));
        TaggingJob job = Job("out.tsv", "in.jsonl") with { PartBytes = null };

        TaggingStatus status = await Tag(job with { MaximumFailures = 10 });

        Assert.Equal(JobState.Failed, status.State);
        Assert.Contains("More than 10 lines hold no text", status.Error);
        Assert.False(File.Exists(_folder["out.tsv"]));

        // a run that may have more takes nothing that was given up for whole
        Assert.Equal((Texts.Length, 100), ((await Tag(job)).Texts, File.ReadAllLines(_folder["out.tsv.failed"]).Length));
        Assert.Equal(Texts.Length, File.ReadAllLines(_folder["out.tsv"]).Length);
    }

    [Fact]
    public async Task A_cancelled_job_leaves_its_parts_and_another_run_uses_them()
    {
        _folder.Write("in.txt", string.Join('\n', Texts));
        using CancellationTokenSource source = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => silo.Client.TagAsync(Job("out.tsv", "in.txt"), new Canceller(source), source.Token));
        Assert.False(File.Exists(_folder["out.tsv"]));
        Assert.True(Directory.Exists(_folder["out.tsv.parts"]));

        // a part that is there is taken as it is: its content shows that it was
        string[] lines = Directory.GetFiles(_folder["out.tsv.parts"], "*.lines");
        string? marked = lines.FirstOrDefault(path => File.Exists(path + ".json"));
        if (marked is not null) File.WriteAllText(marked, "taken\n");
        await Tag(Job("out.tsv", "in.txt"));
        Assert.Equal(marked is not null, File.ReadAllLines(_folder["out.tsv"]).Contains("taken"));
    }

    [Fact]
    public async Task A_job_whose_output_is_there_is_not_run_again_until_something_changes()
    {
        _folder.Write("in.txt", string.Join('\n', Texts));
        await Tag(Job("out.tsv", "in.txt"));
        DateTime written = File.GetLastWriteTimeUtc(_folder["out.tsv"]);
        Assert.Equal(JobState.Completed, (await Tag(Job("out.tsv", "in.txt"))).State);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["out.tsv"]));

        _folder.Write("in.txt", Texts[0]);
        await Tag(Job("out.tsv", "in.txt"));
        Assert.Single(File.ReadAllLines(_folder["out.tsv"]));
        File.Delete(_folder["out.tsv"]);
        await Tag(Job("out.tsv", "in.txt"));
        Assert.Single(File.ReadAllLines(_folder["out.tsv"]));
        Assert.Contains(await silo.Client.GetJobsAsync(),
            job => job.Output == _folder["out.tsv"] && job.State == JobState.Completed);
    }

    [Fact]
    public async Task Cancelling_a_job_that_has_ended_does_not_end_its_next_run()
    {
        _folder.Write("in.txt", Texts[0]);
        await Tag(Job("out.tsv", "in.txt"));
        GrainId job = (await silo.Client.GetGrain<IJobsGrain>(0).GetAsync())[0];
        Assert.Equal(_folder["out.tsv"], (await silo.Client.GetGrain<IJob>(job).GetStatusAsync()).Output);
        await silo.Client.GetGrain<IJob>(job).CancelAsync();
        File.Delete(_folder["out.tsv"]);

        Assert.Equal(JobState.Completed, (await Tag(Job("out.tsv", "in.txt"))).State);
    }

    [Theory]
    [InlineData("in.txt", "", "in.txt is empty"), InlineData("in.csv", "a", "must end in"), InlineData(null, "", "no file")]
    public async Task What_cannot_be_read_is_said_at_once(string? name, string content, string message)
    {
        if (name is not null) _folder.Write(name, content);
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => Tag(Job("out.tsv", name ?? "none.txt")));

        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_model_fails_the_job_and_is_named()
    {
        _folder.Write("in.txt", "a");
        TaggingStatus status = await Tag(Job("out.tsv", "in.txt") with { Model = _folder.Write("model.zip", "no model") });

        Assert.Equal(JobState.Failed, status.State);
        Assert.Contains(_folder["model.zip"], status.Error);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TaggingStatus>
    {
        public void Report(TaggingStatus value) => source.Cancel();
    }

    internal sealed class Row
    {
        public string? text { get; set; }
    }
}
