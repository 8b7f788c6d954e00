using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>6 × 16 products in 256-bit registers (AVX2 and FMA): 12 of the 16 hold sums.</summary>
internal sealed unsafe class TileKernel256 : TileKernel
{
    public override int Columns => 2 * Vector256<float>.Count;

    // Compiled fully at once: the loop would otherwise start in unoptimised code and be replaced while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* queries, float* targets, int depth, float* tile)
    {
        Vector256<float> sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default;
        Vector256<float> sum30 = default, sum31 = default, sum40 = default, sum41 = default, sum50 = default, sum51 = default;
        for (int k = 0; k < depth; k++)
        {
            var left = Vector256.Load(targets);
            var right = Vector256.Load(targets + Vector256<float>.Count);

            var query = Vector256.Create(queries[0]);
            sum00 = Vector256.FusedMultiplyAdd(query, left, sum00);
            sum01 = Vector256.FusedMultiplyAdd(query, right, sum01);
            query = Vector256.Create(queries[1]);
            sum10 = Vector256.FusedMultiplyAdd(query, left, sum10);
            sum11 = Vector256.FusedMultiplyAdd(query, right, sum11);
            query = Vector256.Create(queries[2]);
            sum20 = Vector256.FusedMultiplyAdd(query, left, sum20);
            sum21 = Vector256.FusedMultiplyAdd(query, right, sum21);
            query = Vector256.Create(queries[3]);
            sum30 = Vector256.FusedMultiplyAdd(query, left, sum30);
            sum31 = Vector256.FusedMultiplyAdd(query, right, sum31);
            query = Vector256.Create(queries[4]);
            sum40 = Vector256.FusedMultiplyAdd(query, left, sum40);
            sum41 = Vector256.FusedMultiplyAdd(query, right, sum41);
            query = Vector256.Create(queries[5]);
            sum50 = Vector256.FusedMultiplyAdd(query, left, sum50);
            sum51 = Vector256.FusedMultiplyAdd(query, right, sum51);

            queries += Rows;
            targets += 2 * Vector256<float>.Count;
        }

        Store(sum00, sum01, tile);
        Store(sum10, sum11, tile + 2 * Vector256<float>.Count);
        Store(sum20, sum21, tile + 4 * Vector256<float>.Count);
        Store(sum30, sum31, tile + 6 * Vector256<float>.Count);
        Store(sum40, sum41, tile + 8 * Vector256<float>.Count);
        Store(sum50, sum51, tile + 10 * Vector256<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> left, Vector256<float> right, float* row)
    {
        left.Store(row);
        right.Store(row + Vector256<float>.Count);
    }
}
