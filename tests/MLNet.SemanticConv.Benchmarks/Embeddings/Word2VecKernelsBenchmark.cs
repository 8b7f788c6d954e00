using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace MLNet.SemanticConv.Benchmarks.Embeddings;

/// <summary>
/// Pairs of skip-gram with 5 negative samples: 6 targets × pairs × 3 products of the vectors' length.
/// <c>dotnet run -c Release --project tests/MLNet.SemanticConv.Benchmarks -- --filter '*Word2VecKernels*'</c>
/// </summary>
public unsafe class Word2VecKernelsBenchmark
{
    private const int Rows = 64;
    private const int ErrorStride = Word2VecKernels.ErrorStride;

    private Word2VecKernels _kernels = null!;
    private float* _values;
    private float** _rows;
    private float* _rates;
    private int _stride;

    // Text, for the enum is internal.
    [Params(nameof(SimdLevel.Scalar), nameof(SimdLevel.Vector128), nameof(SimdLevel.Vector256), nameof(SimdLevel.Vector512))]
    public string Simd { get; set; } = "";

    [Params(100, 300)]
    public int Dimensions { get; set; }

    [Params(2, 8, 16)]
    public int Pairs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var level = Enum.Parse<SimdLevel>(Simd);
        if (!SimdLevels.IsSupported(level)) throw new NotSupportedException($"This processor has no {level}.");
        _kernels = Word2VecKernels.Create(level);
        _stride = (Dimensions + _kernels.Width - 1) / _kernels.Width * _kernels.Width;
        _values = (float*)NativeMemory.AlignedAlloc((nuint)(Rows * _stride * sizeof(float)), 64);
        var random = new Random(1);
        foreach (ref float value in new Span<float>(_values, Rows * _stride)) value = (random.NextSingle() - 0.5f) / Dimensions;
        _rows = (float**)NativeMemory.Alloc(Rows, (nuint)sizeof(float*));
        for (int i = 0; i < Rows; i++) _rows[i] = _values + (i * _stride);
        _rates = (float*)NativeMemory.AllocZeroed((nuint)(((2 * Pairs) + 1) * ErrorStride), sizeof(float));
        for (int p = 0; p < Pairs; p++) new Span<float>(_rates + (p * ErrorStride), Word2VecKernels.TileSize + 1).Fill(1e-3f);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        NativeMemory.AlignedFree(_values);
        NativeMemory.Free(_rows);
        NativeMemory.Free(_rates);
    }

    [Benchmark]
    public void Batch()
        => _kernels.UpdateBatch(_rows, _rows + 16, Pairs, _rows + 32, _rates, _rates + (Pairs * ErrorStride), _stride);

    [Benchmark]
    public void Pair()
        => _kernels.UpdatePair(_rows[0], _rows[1], _rows + 32, Word2VecKernels.TileSize, 1e-3f, 1e-3f,
            _rates + (Pairs * ErrorStride), _stride);
}
