using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>6 × 8 products in 128-bit registers (AdvSimd, or SSE with FMA).</summary>
internal sealed unsafe class TileKernel128 : TileKernel
{
    public override int Columns => 2 * Vector128<float>.Count;

    // Compiled fully at once: the loop would otherwise start in unoptimised code and be replaced while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* queries, float* targets, int depth, float* tile)
    {
        Vector128<float> sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default;
        Vector128<float> sum30 = default, sum31 = default, sum40 = default, sum41 = default, sum50 = default, sum51 = default;
        for (int k = 0; k < depth; k++)
        {
            var left = Vector128.Load(targets);
            var right = Vector128.Load(targets + Vector128<float>.Count);

            var query = Vector128.Create(queries[0]);
            sum00 = Vector128.FusedMultiplyAdd(query, left, sum00);
            sum01 = Vector128.FusedMultiplyAdd(query, right, sum01);
            query = Vector128.Create(queries[1]);
            sum10 = Vector128.FusedMultiplyAdd(query, left, sum10);
            sum11 = Vector128.FusedMultiplyAdd(query, right, sum11);
            query = Vector128.Create(queries[2]);
            sum20 = Vector128.FusedMultiplyAdd(query, left, sum20);
            sum21 = Vector128.FusedMultiplyAdd(query, right, sum21);
            query = Vector128.Create(queries[3]);
            sum30 = Vector128.FusedMultiplyAdd(query, left, sum30);
            sum31 = Vector128.FusedMultiplyAdd(query, right, sum31);
            query = Vector128.Create(queries[4]);
            sum40 = Vector128.FusedMultiplyAdd(query, left, sum40);
            sum41 = Vector128.FusedMultiplyAdd(query, right, sum41);
            query = Vector128.Create(queries[5]);
            sum50 = Vector128.FusedMultiplyAdd(query, left, sum50);
            sum51 = Vector128.FusedMultiplyAdd(query, right, sum51);

            queries += Rows;
            targets += 2 * Vector128<float>.Count;
        }

        Store(sum00, sum01, tile);
        Store(sum10, sum11, tile + 2 * Vector128<float>.Count);
        Store(sum20, sum21, tile + 4 * Vector128<float>.Count);
        Store(sum30, sum31, tile + 6 * Vector128<float>.Count);
        Store(sum40, sum41, tile + 8 * Vector128<float>.Count);
        Store(sum50, sum51, tile + 10 * Vector128<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> left, Vector128<float> right, float* row)
    {
        left.Store(row);
        right.Store(row + Vector128<float>.Count);
    }
}
