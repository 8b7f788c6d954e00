using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// Tells which products of a tile reach the bound of their query or that of their target. Few do, so most tiles end with a handful of
/// comparisons.
/// </summary>
internal static unsafe class TileFilter
{
    /// <summary>The columns that are looked at together.</summary>
    public const int Width = 8;

    /// <summary>Whether any product of <see cref="Width"/> columns is of use.</summary>
    /// <param name="products">The products at the first of the columns.</param>
    /// <param name="stride">From one row of products to the next.</param>
    /// <param name="queryBounds">The bounds of the <see cref="TileKernel.Rows"/> queries.</param>
    /// <param name="targetBounds">The bounds of the <see cref="Width"/> targets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(float* products, int stride, float* queryBounds, float* targetBounds)
    {
        var targets = Vector256.Load(targetBounds);
        var useful = Useful(products, queryBounds, targets)
            | Useful(products + stride, queryBounds + 1, targets)
            | Useful(products + 2 * stride, queryBounds + 2, targets)
            | Useful(products + 3 * stride, queryBounds + 3, targets)
            | Useful(products + 4 * stride, queryBounds + 4, targets)
            | Useful(products + 5 * stride, queryBounds + 5, targets);
        return useful.ExtractMostSignificantBits() != 0;
    }

    /// <summary>Which products reach the bound of their query: the bit 8·row + column for each.</summary>
    public static ulong ForQueries(float* products, int stride, float* queryBounds)
    {
        ulong useful = 0;
        for (int row = 0; row < TileKernel.Rows; row++)
            useful |= Reaching(products + row * stride, Vector256.Create(queryBounds[row])) << (Width * row);
        return useful;
    }

    /// <summary>Which products reach the bound of their target: the bit 8·row + column for each.</summary>
    public static ulong ForTargets(float* products, int stride, float* targetBounds)
    {
        var bounds = Vector256.Load(targetBounds);
        ulong useful = 0;
        for (int row = 0; row < TileKernel.Rows; row++) useful |= Reaching(products + row * stride, bounds) << (Width * row);
        return useful;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Reaching(float* products, Vector256<float> bounds)
        => Vector256.GreaterThanOrEqual(Vector256.Load(products), bounds).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Useful(float* products, float* queryBound, Vector256<float> targetBounds)
        => Vector256.GreaterThanOrEqual(Vector256.Load(products), Vector256.MinNative(Vector256.Create(*queryBound), targetBounds));
}
