using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>
/// What one core does at most: fused multiply-adds on registers alone, and those of a tile kernel whose panels lie in the first cache.
/// </summary>
internal static unsafe class FmaPeak
{
    private const int Repetitions = 80_000;

    /// <summary>
    /// The best of many short runs, which others on the machine do not disturb, in GFLOP/s (an addition and a multiplication each count) of
    /// processor time. The registers are the widest that the processor has.
    /// </summary>
    public static double OfRegisters() => Vector512.IsHardwareAccelerated
        ? OfRegisters<Vector512<float>, Lanes512>()
        : OfRegisters<Vector256<float>, Lanes256>();

    /// <summary>The same for a kernel.</summary>
    public static double Of(TileKernel kernel, int depth)
    {
        const int Tiles = 3_000;
        var vectors = UnitVectors.Normalize([.. Enumerable.Repeat(1f, 48 * depth)], depth);
        PackedPanels queries = new(TileKernel.Rows, TileKernel.Rows, depth), targets = new(kernel.Columns, kernel.Columns, depth);
        queries.Pack(vectors, [0, 1, 2, 3, 4, 5]);
        targets.Pack(vectors, [.. Enumerable.Range(0, kernel.Columns)]);
        float* tile = stackalloc float[TileKernel.Rows * TileKernel.MaximumColumns];
        nint address = (nint)tile;
        return Best(
            () =>
            {
                for (int i = 0; i < Tiles; i++) kernel.Multiply(queries.Panel(0), targets.Panel(0), depth, (float*)address);
            },
            2.0 * TileKernel.Rows * kernel.Columns * depth * Tiles);
    }

    private static double Best(Action work, double operations)
    {
        double best = 0;
        for (int run = 0; run < 300; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Max(best, operations / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }
        return best;
    }

    private static double OfRegisters<TVector, TLanes>()
        where TLanes : ILanes<TVector>
        => Best(Spin<TVector, TLanes>, 2.0 * 12 * TLanes.Width * Repetitions);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spin<TVector, TLanes>()
        where TLanes : ILanes<TVector>
    {
        TVector x = TLanes.Broadcast(0.5f);
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < Repetitions; n++)
        {
            a = TLanes.MultiplyAdd(a, x, x);
            b = TLanes.MultiplyAdd(b, x, x);
            c = TLanes.MultiplyAdd(c, x, x);
            d = TLanes.MultiplyAdd(d, x, x);
            e = TLanes.MultiplyAdd(e, x, x);
            f = TLanes.MultiplyAdd(f, x, x);
            g = TLanes.MultiplyAdd(g, x, x);
            h = TLanes.MultiplyAdd(h, x, x);
            i = TLanes.MultiplyAdd(i, x, x);
            j = TLanes.MultiplyAdd(j, x, x);
            k = TLanes.MultiplyAdd(k, x, x);
            l = TLanes.MultiplyAdd(l, x, x);
        }
        TVector sum = TLanes.Add(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), TLanes.Add(TLanes.Add(e, f), TLanes.Add(g, h)));
        Sink = TLanes.Sum(TLanes.Add(sum, TLanes.Add(TLanes.Add(i, j), TLanes.Add(k, l))));
    }

    private static float Sink { get; set; }
}
