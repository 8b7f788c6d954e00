using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>6 × 32 products in 512-bit registers (AVX-512).</summary>
internal sealed unsafe class TileKernel512 : TileKernel
{
    public override int Columns => 2 * Vector512<float>.Count;

    // Compiled fully at once: the loop would otherwise start in unoptimised code and be replaced while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* queries, float* targets, int depth, float* tile)
    {
        Vector512<float> sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default;
        Vector512<float> sum30 = default, sum31 = default, sum40 = default, sum41 = default, sum50 = default, sum51 = default;
        for (int k = 0; k < depth; k++)
        {
            var left = Vector512.Load(targets);
            var right = Vector512.Load(targets + Vector512<float>.Count);

            var query = Vector512.Create(queries[0]);
            sum00 = Vector512.FusedMultiplyAdd(query, left, sum00);
            sum01 = Vector512.FusedMultiplyAdd(query, right, sum01);
            query = Vector512.Create(queries[1]);
            sum10 = Vector512.FusedMultiplyAdd(query, left, sum10);
            sum11 = Vector512.FusedMultiplyAdd(query, right, sum11);
            query = Vector512.Create(queries[2]);
            sum20 = Vector512.FusedMultiplyAdd(query, left, sum20);
            sum21 = Vector512.FusedMultiplyAdd(query, right, sum21);
            query = Vector512.Create(queries[3]);
            sum30 = Vector512.FusedMultiplyAdd(query, left, sum30);
            sum31 = Vector512.FusedMultiplyAdd(query, right, sum31);
            query = Vector512.Create(queries[4]);
            sum40 = Vector512.FusedMultiplyAdd(query, left, sum40);
            sum41 = Vector512.FusedMultiplyAdd(query, right, sum41);
            query = Vector512.Create(queries[5]);
            sum50 = Vector512.FusedMultiplyAdd(query, left, sum50);
            sum51 = Vector512.FusedMultiplyAdd(query, right, sum51);

            queries += Rows;
            targets += 2 * Vector512<float>.Count;
        }

        Store(sum00, sum01, tile);
        Store(sum10, sum11, tile + 2 * Vector512<float>.Count);
        Store(sum20, sum21, tile + 4 * Vector512<float>.Count);
        Store(sum30, sum31, tile + 6 * Vector512<float>.Count);
        Store(sum40, sum41, tile + 8 * Vector512<float>.Count);
        Store(sum50, sum51, tile + 10 * Vector512<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> left, Vector512<float> right, float* row)
    {
        left.Store(row);
        right.Store(row + Vector512<float>.Count);
    }
}
