using BenchmarkDotNet.Attributes;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>A matrix of a million slots with 20 neighbours each: to a file and back.</summary>
public class MatrixFileBenchmarks
{
    private readonly string _path = Path.GetTempFileName();
    private CorrelationMatrix _matrix = null!;

    [Params(true, false)]
    public bool HalfPrecision { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _matrix = MadeUpMatrix.Create(1_000_000, 20, HalfPrecision);
        Save();
        Console.WriteLine($"// {(HalfPrecision ? "half" : "full")} precision: {new FileInfo(_path).Length / 1e6:F1} MB");
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public void Save()
    {
        using var writer = new BinaryWriter(File.Create(_path));
        _matrix.Write(writer);
    }

    [Benchmark]
    public int Load()
    {
        using var reader = new BinaryReader(File.OpenRead(_path));
        return CorrelationMatrix.Read(reader).EntryCount;
    }
}
