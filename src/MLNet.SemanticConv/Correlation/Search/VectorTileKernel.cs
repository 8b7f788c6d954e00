using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>The kernel for registers of one width: 12 of the registers, 16 or more on any machine that it runs on, hold sums.</summary>
internal sealed unsafe class VectorTileKernel<TVector, TLanes> : TileKernel
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    public override int Columns => 2 * TLanes.Width;

    // Compiled fully at once: the loop would otherwise start in unoptimised code and be replaced while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(float* queries, float* targets, int depth, float* tile)
    {
        TVector sum00 = TLanes.Zero, sum01 = TLanes.Zero, sum10 = TLanes.Zero, sum11 = TLanes.Zero;
        TVector sum20 = TLanes.Zero, sum21 = TLanes.Zero, sum30 = TLanes.Zero, sum31 = TLanes.Zero;
        TVector sum40 = TLanes.Zero, sum41 = TLanes.Zero, sum50 = TLanes.Zero, sum51 = TLanes.Zero;
        for (int k = 0; k < depth; k++)
        {
            TVector left = TLanes.Load(targets), right = TLanes.Load(targets + TLanes.Width);

            TVector query = TLanes.Broadcast(queries[0]);
            sum00 = TLanes.MultiplyAdd(query, left, sum00);
            sum01 = TLanes.MultiplyAdd(query, right, sum01);
            query = TLanes.Broadcast(queries[1]);
            sum10 = TLanes.MultiplyAdd(query, left, sum10);
            sum11 = TLanes.MultiplyAdd(query, right, sum11);
            query = TLanes.Broadcast(queries[2]);
            sum20 = TLanes.MultiplyAdd(query, left, sum20);
            sum21 = TLanes.MultiplyAdd(query, right, sum21);
            query = TLanes.Broadcast(queries[3]);
            sum30 = TLanes.MultiplyAdd(query, left, sum30);
            sum31 = TLanes.MultiplyAdd(query, right, sum31);
            query = TLanes.Broadcast(queries[4]);
            sum40 = TLanes.MultiplyAdd(query, left, sum40);
            sum41 = TLanes.MultiplyAdd(query, right, sum41);
            query = TLanes.Broadcast(queries[5]);
            sum50 = TLanes.MultiplyAdd(query, left, sum50);
            sum51 = TLanes.MultiplyAdd(query, right, sum51);

            queries += Rows;
            targets += 2 * TLanes.Width;
        }

        Store(sum00, sum01, tile);
        Store(sum10, sum11, tile + 2 * TLanes.Width);
        Store(sum20, sum21, tile + 4 * TLanes.Width);
        Store(sum30, sum31, tile + 6 * TLanes.Width);
        Store(sum40, sum41, tile + 8 * TLanes.Width);
        Store(sum50, sum51, tile + 10 * TLanes.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector left, TVector right, float* row)
    {
        TLanes.Store(left, row);
        TLanes.Store(right, row + TLanes.Width);
    }
}
