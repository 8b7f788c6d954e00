namespace MLNet.SemanticConv.Cli.Tests;

public sealed class CancellationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CancellationTests()
    {
        _folder.Write("rows.tsv", KitchenReviews.Labeled(200, seed: 1));
        _folder.Write("text.txt", KitchenReviews.Unlabeled(200, seed: 1));
        _folder.Write("words.txt", "soup\nbread\n");
        _folder.Write("good.vec", "2 2\nsoup 1 0\nbread 0.5 0.5\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Training word2vec", "train --labeled @rows.tsv --model @m.zip")]
    [InlineData("Learning the features", "train --labeled @rows.tsv --model @m.zip --method plain")]
    [InlineData("Training the labels", "train --labeled @rows.tsv --model @m.zip --method plain")]
    [InlineData("Training word2vec", "vectors train --input @text.txt --out @m.bin")]
    [InlineData("Finding neighbours", "matrix export --vectors @good.vec --vocabulary @words.txt --out @m.mtx")]
    [InlineData("Counting words", "convolve --vectors @good.vec --input @text.txt --out @m.mtx --vocabulary-out @w.txt")]
    [InlineData("Convolving", "convolve --vectors @good.vec --input @text.txt --out @m.mtx --vocabulary-out @w.txt")]
    public async Task Ctrl_C_leaves_no_file(string moment, string commandLine)
    {
        string[] before = _folder.Files;
        ToolRun run = await ToolRun.CancelledAt(moment,
            [.. commandLine.Split(' ').Select(word => word is ['@', .. var name] ? _folder[name] : word)]);

        Assert.Equal(130, run.ExitCode);
        Assert.EndsWith($"semconv: cancelled, nothing was written.{Environment.NewLine}", run.Error);
        Assert.Empty(run.Output);
        Assert.Equal(before, _folder.Files);
    }
}
