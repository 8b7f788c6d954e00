using BenchmarkDotNet.Attributes;

namespace MLNet.SemanticConv.Benchmarks.Embeddings;

/// <summary>
/// Opens 400,000 vectors of 100 floats, as many as GloVe's, and looks at one of them.
/// <c>dotnet run -c Release --project tests/MLNet.SemanticConv.Benchmarks -- --filter '*WordVectorsFile*'</c>
/// </summary>
[MemoryDiagnoser]
public class WordVectorsFileBenchmarks
{
    private const int Count = 400_000;
    private const int Dimensions = 100;

    private readonly string _path = Path.GetTempFileName();

    [Params(WordVectorsFormat.Binary, WordVectorsFormat.Text, WordVectorsFormat.Mapped)]
    public WordVectorsFormat Format { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        float[] matrix = [.. Enumerable.Range(0, Count * Dimensions).Select(_ => random.NextSingle() - 0.5f)];
        new WordVectors([.. Enumerable.Range(0, Count).Select(i => $"word{i}")], matrix, Dimensions).Save(_path, Format);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public float Load()
    {
        using var vectors = WordVectors.Load(_path);
        return vectors["word12345"][0];
    }
}
