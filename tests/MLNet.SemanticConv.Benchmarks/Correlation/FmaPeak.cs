using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>
/// What one core does at most: fused multiply-adds on registers alone, and those of a tile kernel whose panels lie in the first cache.
/// </summary>
internal static unsafe class FmaPeak
{
    private const int Repetitions = 20_000;

    /// <summary>
    /// The best of many short runs, which others on the machine do not disturb, in GFLOP/s (an addition and a multiplication each count) of
    /// processor time.
    /// </summary>
    public static double OfRegisters() => Best(() => Spin(Repetitions), 2.0 * 12 * Vector256<float>.Count * 4 * Repetitions);

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spin(int repetitions)
    {
        var x = Vector256.Create(0.5f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < 4 * repetitions; n++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, x);
            b = Vector256.FusedMultiplyAdd(b, x, x);
            c = Vector256.FusedMultiplyAdd(c, x, x);
            d = Vector256.FusedMultiplyAdd(d, x, x);
            e = Vector256.FusedMultiplyAdd(e, x, x);
            f = Vector256.FusedMultiplyAdd(f, x, x);
            g = Vector256.FusedMultiplyAdd(g, x, x);
            h = Vector256.FusedMultiplyAdd(h, x, x);
            i = Vector256.FusedMultiplyAdd(i, x, x);
            j = Vector256.FusedMultiplyAdd(j, x, x);
            k = Vector256.FusedMultiplyAdd(k, x, x);
            l = Vector256.FusedMultiplyAdd(l, x, x);
        }
        Sink = a + b + c + d + e + f + g + h + i + j + k + l;
    }

    private static Vector256<float> Sink { get; set; }
}
