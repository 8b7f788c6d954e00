using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What the package brings to the cells of a notebook, in the real kernel.</summary>
[Collection(nameof(PackedProjects))]
public class CellTests(NotebookPackages packages)
{
    private const string Data = """
        #r "nuget: Microsoft.ML, 5.0.1"
        #r "nuget: MLNet.SemanticConv, 0.1.0"
        using Microsoft.ML;
        using MLNet.SemanticConv;
        var random = new Random(1);
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"word{random.Next(1000)}"));
        """;

    [Fact]
    public async Task A_long_call_is_a_bar()
    {
        using var kernel = await KernelProcess.StartAsync(packages);
        Assert.Empty((await kernel.RunAsync(Data)).Complaints);
        var run = await kernel.RunAsync("""
            var sentences = Enumerable.Range(0, 1000).Select(_ => Words(20)).ToList();
            var vectors = new Word2VecTrainer(new() { Dimensions = 8, Epochs = 2 }).Train(sentences, Cell.Progress);
            """);
        Assert.Empty(run.Complaints);
        var bar = Assert.Single(run.Outputs);
        Assert.Equal("Training word2vec, 100 %", bar.Data["text/plain"]);
        Assert.Equal("<progress max=\"1\" value=\"1\"></progress> Training word2vec, 100 %", bar.Data["text/html"]);
    }

    [Fact]
    public async Task Stopping_a_cell_stops_its_training_and_the_kernel_goes_on()
    {
        using var kernel = await KernelProcess.StartAsync(packages);
        Assert.Empty((await kernel.RunAsync(Data)).Complaints);
        Assert.Empty((await kernel.RunAsync("string ended = null;")).Complaints);
        bool cancelled = false;
        // The estimator of one cell is fitted in another.
        Assert.Empty((await kernel.RunAsync("""
            var ml = new MLContext(seed: 1);
            var rows = Enumerable.Range(0, 1000).Select(_ => new { Text = Words(20), Labels = new[] { Words(1) } }).ToList();
            var texts = ml.Data.LoadFromEnumerable(rows);
            var options = new SemanticTextOptions { Word2Vec = new() { Epochs = 1_000_000 } };
            var tagger = ml.MultiLabelClassification.Trainers.SemanticTagger(
                options: options, progress: Cell.Progress, cancellationToken: Cell.Cancellation);
            """)).Complaints);
        await foreach (var e in kernel.SubmitAsync("""
            try { tagger.Fit(texts); }
            catch (OperationCanceledException) { ended = "stopped"; }
            """))
        {
            if (e.Type != "DisplayedValueProduced" || cancelled) continue;
            kernel.Cancel();
            cancelled = true;
        }
        // The kernel does not wait for what a cell that was stopped still does.
        var after = await kernel.RunAsync("while (ended is null) System.Threading.Thread.Sleep(10); ended");
        Assert.Equal("stopped", Assert.Single(after.Outputs).Data["text/plain"]);
    }
}
