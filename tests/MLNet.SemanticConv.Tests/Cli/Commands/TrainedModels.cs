namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>Models that several tests read, trained once.</summary>
public sealed class TrainedModels : IDisposable, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Train => _folder["train.tsv"];

    public string Test => _folder["test.tsv"];

    public string Unlabeled => _folder["unlabeled.txt"];

    public string Model => _folder["model.zip"];

    internal ToolRun Training { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _folder.Write("train.tsv", KitchenReviews.Labeled(80, seed: 1));
        _folder.Write("test.tsv", KitchenReviews.Labeled(60, seed: 2) + "a cold cellar\tCELLAR\n");
        _folder.Write("unlabeled.txt", KitchenReviews.Unlabeled(400, seed: 3));
        Training = await ToolRun.Of("train", "--labeled", Train, "--unlabeled", Unlabeled, "--model", Model, "--json");
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
