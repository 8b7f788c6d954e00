using System.Diagnostics;
using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class VectorsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_writes_vectors_of_the_words_that_training_a_model_sees()
    {
        string text = _folder.Write("t.txt", string.Concat(Enumerable.Repeat("The soup, the bread.\nRare\n", 20)));
        ToolRun run = (await ToolRun.Of(
            "vectors", "train", "--input", text, "--out", _folder["v.bin"], "--dim", "8", "--min-count", "2", "--sample", "0", "--threads",
            "1", "--json")).Succeeded();

        Assert.Equal(8, run.Json.GetProperty("dimensions").GetInt32());
        Assert.Equal(["bread", "rare", "soup", "the"], WordVectors.Load(_folder["v.bin"]).Words.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(384)]
    [InlineData(128, "--distill")]
    public async Task Encoding_writes_vectors_of_the_same_words(int dimensions, params string[] options)
    {
        string text = _folder.Write("t.txt", "The soup, the bread.\nThe waiter brought soup\nA charger\nRare bread\n");
        (await ToolRun.Of(["vectors", "encode", "--input", text, "--out", _folder["v.wv"], .. options])).Succeeded();

        using var vectors = WordVectors.Load(_folder["v.wv"]);
        Assert.Equal(["a", "bread", "brought", "charger", "rare", "soup", "the", "waiter"], vectors.Words.Order(StringComparer.Ordinal));
        Assert.Equal(dimensions, vectors.Dimensions);
        if (options.Length == 0) Assert.True(vectors.CosineSimilarity("soup", "bread") > vectors.CosineSimilarity("soup", "charger"));
        Assert.False(File.Exists(_folder["v.wv"] + ".embeddings"));
    }

    [Fact]
    public async Task Words_end_at_the_marks_of_their_script()
    {
        string text = _folder.Write("t.txt", "खाना अच्छा है। सेवा धीमी।\nसेवा अच्छा है😀 खाना，धीमी！\n");
        (await ToolRun.Of("vectors", "train", "--input", text, "--out", _folder["v.bin"], "--min-count",
            "1", "--threads", "1")).Succeeded();
        string[] expected = ["खाना", "अच्छा", "है", "सेवा", "धीमी"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), WordVectors.Load(_folder["v.bin"]).Words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Words_that_are_not_UTF8_or_come_again_are_passed_over_where_asked()
    {
        File.WriteAllBytes(_folder["v.txt"], [.. "4 2\ntea 1 0\ncaf"u8, 0xE9, .. " 0 1\ntea 5 5\nmilk 1 0.5\n"u8]);
        Assert.Contains("not valid UTF-8",
            (await ToolRun.Of("vectors", "convert", "--vectors", _folder["v.txt"], "--out", _folder["w.vec"])).Error);

        (await ToolRun.Of("vectors", "convert", "--vectors", _folder["v.txt"], "--unicode-errors", "ignore", "--keep-first",
            "--out", _folder["w.vec"])).Succeeded();
        Assert.Equal("3 2\ntea 1.0 0.0\ncaf 0.0 1.0\nmilk 1.0 0.5\n", File.ReadAllText(_folder["w.vec"]));

        File.WriteAllBytes(_folder["soup.txt"], [.. "3 2\nsoup 1 0\ncaf"u8, 0xE9, .. " 0 1\nsoup 5 5\n"u8]);
        string labeled = _folder.Write("l.tsv", KitchenReviews.Labeled(40, seed: 1));
        string[] train = ["train", "--labeled", labeled, "--model", _folder["m.zip"], "--vectors", _folder["soup.txt"]];
        Assert.Contains("--unicode-errors can", (await ToolRun.Of(train)).Error);
        (await ToolRun.Of([.. train, "--unicode-errors", "ignore", "--keep-first"])).Succeeded();

        ToolRun neighbors = (await ToolRun.Of(
            "vectors", "neighbors", "tea", "--vectors", _folder["v.txt"], "--unicode-errors", "replace", "--keep-first",
            "--json")).Succeeded();
        Assert.Equal(["milk", "caf\uFFFD"],
            neighbors.Json.GetProperty("neighbors").EnumerateArray().Select(neighbor => neighbor.GetProperty("word").GetString()));
    }

    [Fact]
    public async Task Every_option_reaches_the_trainer()
    {
        string text = _folder.Write("t.txt", KitchenReviews.Unlabeled(60, seed: 1));
        async Task<byte[]> Train(params string[] options)
        {
            (await ToolRun.Of(["vectors", "train", "--input", text, "--out", _folder["v.bin"], "--threads", "1", .. options])).Succeeded();
            return File.ReadAllBytes(_folder["v.bin"]);
        }

        byte[] first = await Train();
        Assert.Equal(first, await Train());
        Assert.Equal(first, await Train("--dim", "100", "--window", "5", "--negative", "5", "--min-count", "5", "--sample", "1e-3",
            "--epochs", "5", "--seed", "1", "--tokens", "words"));
        foreach (string options in (string[])["--seed 2", "--window 1", "--negative 2", "--epochs 1", "--cbow", "--sample 0.01", "--dim 9",
            "--min-count 30", "--tokens spaces"])
            Assert.NotEqual(first, await Train(options.Split(' ')));
    }

    [Fact]
    public async Task A_training_that_is_killed_goes_on_from_its_checkpoint_and_ends_with_the_same_bits()
    {
        string text = _folder.Write("t.txt", KitchenReviews.Unlabeled(8000, seed: 1)), checkpoint = _folder["c"];
        string[] Arguments(string output) =>
            ["vectors", "train", "--input", text, "--out", _folder[output], "--epochs", "200", "--threads", "1",
                "--checkpoint", checkpoint];

        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using (Process process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. Arguments("v.bin")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!)
        {
            await Patience.UntilAsync(() => process.HasExited || File.Exists(checkpoint));
            Assert.False(process.HasExited);
            process.Kill();
            await process.WaitForExitAsync().InTimeAsync();
        }
        Assert.False(File.Exists(_folder["v.bin"]));
        // Behind its format and the fingerprint of the run: the finished epochs.
        Assert.InRange(BitConverter.ToInt32(File.ReadAllBytes(checkpoint), 16), 1, 199);

        (await ToolRun.Of(Arguments("v.bin"))).Succeeded();
        Assert.False(File.Exists(checkpoint));
        (await ToolRun.Of(Arguments("whole.bin"))).Succeeded();
        Assert.Equal(File.ReadAllBytes(_folder["whole.bin"]), File.ReadAllBytes(_folder["v.bin"]));
    }

    [Fact]
    public async Task A_checkpoint_is_kept_until_the_vectors_are_saved()
    {
        string text = _folder.Write("t.txt", KitchenReviews.Unlabeled(200, seed: 1)), checkpoint = _folder["c"];
        string folder = Directory.CreateDirectory(_folder["out"]).FullName, output = Path.Combine(folder, "v.bin");
        string[] arguments = ["vectors", "train", "--input", text, "--out", output, "--threads", "1", "--checkpoint", checkpoint];

        Assert.Equal(1, (await ToolRun.DisturbedAt("Training word2vec", () => Directory.Delete(folder), arguments)).ExitCode);
        Assert.True(File.Exists(checkpoint));

        Directory.CreateDirectory(folder);
        ToolRun cancelled = await ToolRun.CancelledAt("Training word2vec", arguments);
        Assert.Equal(130, cancelled.ExitCode);
        Assert.Contains($"finished passes are kept in {checkpoint}", cancelled.Error);

        (await ToolRun.Of(arguments)).Succeeded();
        Assert.True(File.Exists(output));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public async Task Neighbours_come_with_falling_cosine()
    {
        string vectors = _folder.Write("v.vec", "3 2\nsoup 1 0\nbread 3 4\nlamp 0 1\n");
        JsonElement answer = (await ToolRun.Of("vectors", "neighbors", "--vectors", vectors, "soup", "--json")).Succeeded().Json;

        Assert.Equal("soup", answer.GetProperty("word").GetString());
        Assert.Equal(["bread", "lamp"],
            answer.GetProperty("neighbors").EnumerateArray().Select(neighbor => neighbor.GetProperty("word").GetString()));
        Assert.Equal(0.6, answer.GetProperty("neighbors")[0].GetProperty("similarity").GetDouble(), 1e-6);
        Assert.Contains("0.600", (await ToolRun.Of("vectors", "neighbors", "--vectors", vectors, "soup")).Output);
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("png")]
    public async Task A_neighbourhood_and_a_map_are_drawn(string kind)
    {
        string vectors = _folder.Write("v.vec", "4 2\nsoup 1 0\nbread 3 4\nstew 3 1\nlamp 0 1\n");
        string neighborhood = _folder[$"n.{kind}"], map = _folder[$"m.{kind}"], matrix = _folder[$"c.{kind}"];
        (await ToolRun.Of("vectors", "neighbors", "--vectors", vectors, "soup", "--plot", neighborhood)).Succeeded();
        JsonElement mapped = (await ToolRun.Of("vectors", "map", "--vectors", vectors, "soup", "lamp", "--topn", "2",
            "--plot", map, "--json")).Succeeded().Json;
        (await ToolRun.Of("matrix", "export", "--vectors", vectors, "--vocabulary",
            _folder.Write("w.txt", "soup\nbread\nstew\nlamp\n"), "--preset", "blog",
            "--out", _folder["c.mtx"], "--around", "soup", "--plot", matrix)).Succeeded();

        Assert.All([neighborhood, map, matrix], Picture.Check);
        Assert.Equal(["soup", "stew", "bread", "lamp"],
            mapped.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.InRange(mapped.GetProperty("explainedVariance").GetDouble(), 0.99, 1.01);   // two dimensions fit on a plane
    }

    [Fact]
    public async Task A_picture_that_cannot_be_drawn_is_refused_before_the_work()
    {
        string vectors = _folder.Write("v.vec", "3 2\nsoup 1 0\nbread 3 4\nlamp 0 1\n");
        Assert.Contains("vectors map",
            (await ToolRun.Of("vectors", "neighbors", "--vectors", vectors, "soup", "lamp", "--plot", _folder["n.svg"])).Error);
        Assert.Contains("'rice' has no vector",
            (await ToolRun.Of("vectors", "map", "--vectors", vectors, "rice", "--plot", _folder["m.svg"])).Error);
        Assert.Contains("--around",
            (await ToolRun.Of("matrix", "export", "--vectors", vectors, "--vocabulary", "w.txt", "--out", _folder["c.mtx"],
                "--plot", _folder["c.svg"])).Error);
        string words = _folder.Write("w.txt", "soup\nbread\n");
        Assert.Contains("w.txt has no such word", (await ToolRun.Of(
            "matrix", "export", "--vectors", vectors, "--vocabulary", words, "--out", _folder["c.mtx"], "--around", "lamp", "--plot",
            _folder["c.svg"])).Error);
        Assert.False(File.Exists(_folder["c.mtx"]));
    }

    [Fact]
    public async Task Converting_there_and_back_loses_nothing()
    {
        string text = _folder.Write("v.txt", "2 3\nsoup 1.5 -0.25 3e-05\nbread 0.1 2.0 -7.0\n");
        (await ToolRun.Of("vectors", "convert", "--vectors", text, "--out", _folder["v.bin"])).Succeeded();
        (await ToolRun.Of("vectors", "convert", "--vectors", _folder["v.bin"], "--out", _folder["v.wv"])).Succeeded();
        (await ToolRun.Of("vectors", "convert", "--vectors", _folder["v.wv"], "--out", _folder["again.txt"])).Succeeded();

        Assert.Equal([.. "2 3\nsoup "u8, .. BitConverter.GetBytes(1.5f)], File.ReadAllBytes(_folder["v.bin"])[..13]);
        Assert.Equal("SEMCONVV"u8, File.ReadAllBytes(_folder["v.wv"]).AsSpan(0, 8));
        Assert.Equal(File.ReadAllText(text), File.ReadAllText(_folder["again.txt"]));
    }
}
