using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.SemanticConv;

/// <summary>A few pairs and the negative samples that they share, as the kernels want them.</summary>
internal sealed unsafe class PairBatch : IDisposable
{
    /// <summary>
    /// The pairs of a batch: about as many as a window has, so that as many share their negative samples. It fills a register with their
    /// outputs.
    /// </summary>
    public const int Size = 8;

    private const int Alignment = 64;
    private const int FloatsPerCacheLine = 16;
    private const int TileSize = Word2VecKernels.TileSize;
    private const int ErrorStride = Word2VecKernels.ErrorStride;

    private readonly int _negative, _stride;
    private readonly float** _negatives;
    private readonly int* _outputRows;
    private readonly float* _rates, _padding;
    private readonly byte* _scratch;

    public PairBatch(int negative, int stride)
    {
        (_negative, _stride) = (negative, stride);
        Tiles = (negative + TileSize - 1) / TileSize;
        nint used = 0;
        nint[] starts = [.. new[]
        {
            Size * sizeof(int), Size * sizeof(float*), Size * sizeof(float*), Tiles * TileSize * sizeof(float*),
            Tiles * Size * ErrorStride * sizeof(float), (Size + 1) * ErrorStride * sizeof(float), stride * sizeof(float),
        }.Select(bytes =>
        {
            nint start = used;
            used += (bytes + Alignment - 1) / Alignment * Alignment;
            return start;
        })];
        _scratch = (byte*)NativeMemory.AlignedAlloc((nuint)used, Alignment);
        NativeMemory.Clear(_scratch, (nuint)used);
        _outputRows = (int*)(_scratch + starts[0]);
        Inputs = (float**)(_scratch + starts[1]);
        Outputs = (float**)(_scratch + starts[2]);
        _negatives = (float**)(_scratch + starts[3]);
        _rates = (float*)(_scratch + starts[4]);
        Errors = (float*)(_scratch + starts[5]);
        _padding = (float*)(_scratch + starts[6]);
        for (int k = negative; k < Tiles * TileSize; k++) _negatives[k] = _padding;
    }

    ~PairBatch() => NativeMemory.AlignedFree(_scratch);

    /// <summary>How many times <see cref="Word2VecKernels.TileSize"/> the negative samples are.</summary>
    public int Tiles { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == Size;

    public float** Inputs { get; }

    public float** Outputs { get; }

    public float* Errors { get; }

    public float** Negatives(int tile) => _negatives + (tile * TileSize);

    public float* Rates(int tile) => _rates + (tile * Size * ErrorStride);

    public void Clear()
    {
        Count = 0;
        new Span<int>(_outputRows, Size).Fill(-1);
    }

    /// <summary>Takes as many of the pairs as there is room for, and asks for their rows; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ReadOnlySpan<RowPair> pairs, ParameterMatrix inputs, ParameterMatrix outputs)
    {
        int start = Count, end = Math.Min(start + pairs.Length, Size);
        for (int p = start; p < end; p++)
        {
            RowPair pair = pairs[p - start];
            Prefetch(Inputs[p] = inputs.Row(pair.Input));
            Prefetch(Outputs[p] = outputs.Row(pair.Output));
            _outputRows[p] = pair.Output;
        }
        Count = end;
        return end - start;
    }

    /// <summary>Draws the negative samples, asks for their rows, and lays down the learning rates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(NegativeSampler sampler, ref RandomBits random, ParameterMatrix outputs, float rate, float negativeRate)
    {
        for (int tile = 0, left = _negative; tile < Tiles; tile++, left -= TileSize)
        {
            int count = Math.Min(left, TileSize);
            // A pair's output counts once, in the first tile.
            var isUsed = Vector256.LessThanOrEqual(Vector256<float>.Indices, Vector256.Create((float)count));
            var row = Vector256.ConditionalSelect(isUsed, Vector256.Create(negativeRate), default);
            row = row.WithElement(0, tile == 0 ? rate : 0);
            float* rates = Rates(tile);
            for (int p = 0; p < Size; p++) row.Store(rates + (p * ErrorStride));
            float** negatives = Negatives(tile);
            for (int k = 0; k < count; k++)
            {
                int drawn = sampler.Draw(random.Next());
                Prefetch(negatives[k] = outputs.Row(drawn));
                if (Vector256.EqualsAny(Vector256.Load(_outputRows), Vector256.Create(drawn))) LeaveOut(drawn, rates + 1 + k);
            }
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_scratch);
        GC.SuppressFinalize(this);
    }

    // The true word of a pair is no sample of the others.
    private void LeaveOut(int drawn, float* rates)
    {
        for (int p = 0; p < Count; p++)
            if (_outputRows[p] == drawn) rates[p * ErrorStride] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(float* row)
    {
        if (!Sse.IsSupported) return;
        for (float* end = row + _stride; row < end; row += FloatsPerCacheLine) Sse.Prefetch0(row);
    }
}
