extern alias cluster;

using cluster::MLNet.SemanticConv.Cluster;
using MLNet.SemanticConv.Cli.Tests;

namespace MLNet.SemanticConv.Tests.Cluster;

public sealed class TrainWordVectorsAsyncTests(OneSilo silo) : IClassFixture<OneSilo>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Text()
    {
        var random = new Random(5);
        string Words() => string.Join(' ', Enumerable.Range(0, 15).Select(_ => $"w{random.Next(1 + random.Next(4000))}"));
        return string.Concat(Enumerable.Range(0, 3000).Select(i => $"{Words()}, w{i}.\n"));
    }

    private WordVectorsJob Job(string output, params string[] inputs) => new()
    {
        Inputs = [.. inputs.Select(name => _folder[name])],
        Output = _folder[output],
        PartBytes = 30_000,
        Options = new() { Dimensions = 12, MinCount = 2, Epochs = 2, Parts = 3, StretchWords = 16_384 },
    };

    [Theory]
    [InlineData("words", "out.bin"), InlineData("spaces", "out.txt"), InlineData("words", "out.wv")]
    public async Task The_vectors_are_those_of_one_machine_byte_for_byte(string tokens, string output)
    {
        string text = _folder.Write("in.txt", Text());
        string[] settings = ["--dim", "12", "--min-count", "2", "--epochs", "2", "--parts", "3", "--stretch", "16384"];
        string expected = _folder[$"expected{Path.GetExtension(output)}"];
        (await ToolRun.Of(["vectors", "train", "--input", text, "--out", expected, "--tokens", tokens, .. settings])).Succeeded();

        var status = await silo.Client.TrainWordVectorsAsync(Job(output, "in.txt") with { SplitAtSpaces = tokens == "spaces" });

        Assert.Equal((JobState.Completed, 1), (status.State, status.Share));
        Assert.InRange(status.Words, 45_000, 60_000);
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(_folder[output]));
        Assert.DoesNotContain(_folder.Files, name => name.Contains("training", StringComparison.Ordinal));
        Assert.Contains(status, await silo.Client.GetJobsAsync());
    }

    [Fact]
    public async Task Several_files_are_one_text_and_the_same_job_again_does_nothing()
    {
        string[] lines = Text().Split('\n');
        _folder.Write("all.txt", string.Join('\n', lines));
        _folder.Write("one.txt", string.Join('\n', lines[..1000]) + "\n");
        _folder.Write("other.txt", string.Join('\n', lines[1000..]));
        await silo.Client.TrainWordVectorsAsync(Job("all.bin", "all.txt"));
        await silo.Client.TrainWordVectorsAsync(Job("two.bin", "one.txt", "other.txt"));
        Assert.Equal(File.ReadAllBytes(_folder["all.bin"]), File.ReadAllBytes(_folder["two.bin"]));

        DateTime written = File.GetLastWriteTimeUtc(_folder["two.bin"]);
        Assert.Equal(JobState.Completed, (await silo.Client.TrainWordVectorsAsync(Job("two.bin", "one.txt", "other.txt"))).State);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["two.bin"]));
    }

    [Fact]
    public async Task A_bad_line_and_a_text_without_frequent_words_fail_the_job_and_say_why()
    {
        _folder.Write("bad.jsonl", "{\"text\":\"a b\"}\nno json\n");
        var bad = await silo.Client.TrainWordVectorsAsync(Job("out.bin", "bad.jsonl"));
        Assert.Equal(JobState.Failed, bad.State);
        Assert.Contains("bad.jsonl, line 2", bad.Error, StringComparison.Ordinal);

        _folder.Write("rare.txt", "a b c\n");
        var rare = await silo.Client.TrainWordVectorsAsync(Job("out.bin", "rare.txt"));
        Assert.Equal(JobState.Failed, rare.State);
        Assert.Contains("MinCount", rare.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out.bin"]));
    }

    [Fact]
    public async Task Settings_that_are_not_for_a_cluster_are_refused_by_name()
    {
        _folder.Write("in.txt", "a b c\n");
        foreach (var (options, name) in new[]
        {
            (new Word2VecOptions { Architecture = Word2VecArchitecture.Cbow }, "Architecture"),
            (new Word2VecOptions { CheckpointPath = "c" }, "CheckpointPath"),
            (new Word2VecOptions { PartsFolder = "f" }, "PartsFolder"),
            (new Word2VecOptions { MaxVocabularySize = 5 }, "MaxVocabularySize"),
            (new Word2VecOptions { InitialVectors = new(["a"], new float[] { 1 }, 1) }, "InitialVectors"),
        })
        {
            var job = Job("out.bin", "in.txt") with { Options = options };
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => silo.Client.TrainWordVectorsAsync(job));
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_job_that_was_cancelled_goes_on_when_it_is_run_again()
    {
        _folder.Write("in.txt", Text());
        using var cancel = new CancellationTokenSource();
        var seen = new Seen(status =>
        {
            if (status.Words > 0) cancel.Cancel();
        });
        var job = Job("out.bin", "in.txt") with { Options = Job("", "").Options with { Epochs = 60 } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silo.Client.TrainWordVectorsAsync(job, seen, cancel.Token));
        Assert.Equal(JobState.Completed, (await silo.Client.TrainWordVectorsAsync(job)).State);

        await silo.Client.TrainWordVectorsAsync(job with { Output = _folder["again.bin"] });
        Assert.Equal(File.ReadAllBytes(_folder["again.bin"]), File.ReadAllBytes(_folder["out.bin"]));
    }

    private sealed class Seen(Action<WordVectorsStatus> report) : IProgress<WordVectorsStatus>
    {
        public void Report(WordVectorsStatus value) => report(value);
    }
}
