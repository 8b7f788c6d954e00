using BenchmarkDotNet.Attributes;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>y = x + x·C for one row, 20 neighbours a word. One operation is one row.</summary>
[MemoryDiagnoser]
public class RowConvolverBenchmarks
{
    private RowConvolver _convolver = null!;
    private VBuffer<float> _row;
    private VBuffer<float> _result;

    [Params(20_000, 1_000_000)]
    public int Slots { get; set; }

    [Params(15, 100)]
    public int WordsInRow { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _convolver = new(MadeUpMatrix.Create(Slots, 20, false));
        var random = new Random(2);
        int[] slots = [.. Enumerable.Range(0, WordsInRow).Select(_ => random.Next(Slots)).Distinct().Order()];
        _row = new(Slots, slots.Length, [.. slots.Select(_ => 1f)], slots);
    }

    [Benchmark]
    public void Convolve() => _convolver.Convolve(_row, ref _result);
}
