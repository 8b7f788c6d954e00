using Parquet.Schema;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class SparkVectorsTests : IDisposable
{
    private static readonly (string, float[])[][] Parts =
        [[("tea", [1, 0, 0.1f]), ("milk", [-0.5f, 2, 3e-8f])], [], [("日本", [0, 0, 1]), ("café", [4, 5, 6])]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string FileOf(string name)
        => Directory.GetFiles(_folder["model"], name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private Task<ToolRun> Convert() => ToolRun.Of("vectors", "convert", "--vectors", _folder["model"], "--out", _folder["v.bin"]);

    [Theory]
    [InlineData(SparkModel.Ml, false)]
    [InlineData(SparkModel.Ml, true)]
    [InlineData(SparkModel.Mllib, false)]
    public async Task Models_of_both_libraries_are_read_to_the_bit(string metadata, bool legacy)
    {
        await SparkModel.WriteAsync(_folder, metadata, legacy ? SparkModel.LegacyArrays : SparkModel.Arrays, Parts);
        (await Convert()).Succeeded();

        using var vectors = WordVectors.Load(_folder["v.bin"]);
        Assert.Equal(["tea", "milk", "日本", "café"], vectors.Words);
        Assert.Equal(3, vectors.Dimensions);
        Assert.Equal([1, 0, 0.1f, -0.5f, 2, 3e-8f, 0, 0, 1, 4, 5, 6], vectors.Matrix.ToArray());
    }

    [Fact]
    public async Task Every_command_that_reads_vectors_reads_them()
    {
        await SparkModel.WriteAsync(_folder, SparkModel.Ml, SparkModel.Arrays, Parts);
        ToolRun run = (await ToolRun.Of("vectors", "neighbors", "--vectors", _folder["model"], "tea", "--topn", "1", "--json")).Succeeded();
        Assert.Equal("café", run.Json.GetProperty("neighbors")[0].GetProperty("word").GetString());
        (await ToolRun.Of("matrix", "export", "--vectors", _folder["model"], "--vocabulary",
            _folder.Write("w.txt", "tea\ncafé\n"), "--preset", "blog",
            "--out", _folder["c.mtx"])).Succeeded();
    }

    [Fact]
    public async Task The_library_says_which_command_converts_them()
    {
        await SparkModel.WriteAsync(_folder, SparkModel.Ml, SparkModel.Arrays, Parts);
        Assert.Contains("semconv vectors convert", Assert.Throws<FormatException>(() => WordVectors.Load(_folder["model"])).Message);
        Assert.Contains("is a folder: give a file",
            Assert.Throws<FormatException>(() => WordVectors.Load(Path.Combine(_folder["model"], "data"))).Message);
    }

    [Fact]
    public async Task A_folder_that_is_no_whole_model_is_refused_with_the_file_that_is_wrong()
    {
        await Refuses("no folder 'metadata'", () => Directory.Delete(Path.Combine(_folder["model"], "metadata"), recursive: true));
        await Refuses("has no files 'part-…'", () => File.Delete(FileOf("part-00000")));
        await Refuses("does not say what Spark has saved", () => File.WriteAllText(FileOf("part-00000"), "{\"class\":"), "part-00000");
        await Refuses("does not say what Spark has saved", () => File.WriteAllText(FileOf("part-00000"), ""), "part-00000");
        await Refuses("below",
            () => File.WriteAllText(FileOf("part-00000"), "{\"class\":\"org.apache.spark.ml.PipelineModel\"}"), "stages");
        await Refuses("is a org.apache.spark.ml.feature.IDFModel",
            () => File.WriteAllText(FileOf("part-00000"), "{\"class\":\"org.apache.spark.ml.feature.IDFModel\"}"));
        await Refuses("_temporary", () => Directory.CreateDirectory(Path.Combine(_folder["model"], "data", "_temporary")));
        await Refuses("not a Parquet file that can be read",
            () => File.WriteAllBytes(FileOf("part-00002*"), File.ReadAllBytes(FileOf("part-00002*"))[..200]), "part-00002");
        await Refuses("not a Parquet file that can be read", () => File.WriteAllBytes(FileOf("part-00002*"), []), "part-00002");
        await Refuses("a part is missing", () => File.Delete(FileOf("part-00002*")));
    }

    [Theory]
    [InlineData("a second time", "tea", "1 2 3")]
    [InlineData("has 2 numbers, not 3", "cup", "1 2")]
    [InlineData("not finite", "cup", "1 2 NaN")]
    public Task A_row_that_cannot_be_is_refused_with_file_and_word(string message, string word, string vector)
    {
        float[] numbers = [.. vector.Split(' ').Select(float.Parse)];
        return Refuses(message,
            () => SparkModel.WriteAsync(FileOf("part-00002*"), SparkModel.Arrays, [("日本", [0, 0, 1]), (word, numbers)]).Wait(),
            "part-00002", word);
    }

    [Fact]
    public Task Other_columns_are_refused_and_named()
        => Refuses("no column \"vector\" of arrays of floats; its columns are word, weights", () =>
            SparkModel.WriteAsync(FileOf("part-00002*"), new ListField("weights", new DataField<float>("element")), [("a", [1, 2, 3])])
                .Wait(), "part-00002");

    // Each time a model is written anew, and damaged.
    private async Task Refuses(string message, Action damage, params string[] named)
    {
        if (Directory.Exists(_folder["model"])) Directory.Delete(_folder["model"], recursive: true);
        await SparkModel.WriteAsync(_folder, SparkModel.Mllib, SparkModel.Arrays, Parts);
        damage();
        ToolRun run = await Convert();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.All(named.Append(_folder["model"]), part => Assert.Contains(part, run.Error));
        Assert.False(File.Exists(_folder["v.bin"]));
    }
}
