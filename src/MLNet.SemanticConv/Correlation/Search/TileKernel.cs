using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// Computes a tile of dot products, 6 queries × two vector registers of targets, whose sums stay in registers over the whole depth. Every
/// kernel adds the products of a pair in the order of the dimensions with one rounding each (a fused multiply-add), so all give the same
/// bits, and x·y the same as y·x.
/// </summary>
internal abstract unsafe class TileKernel
{
    /// <summary>The queries of a tile.</summary>
    public const int Rows = 6;

    /// <summary>The largest <see cref="Columns"/> of any kernel, of which that of each is a divisor.</summary>
    public const int MaximumColumns = 32;

    /// <summary>The kernels that this machine runs in hardware, the widest first, and the scalar reference.</summary>
    public static IReadOnlyList<TileKernel> Supported { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? [new VectorTileKernel<Vector512<float>, Lanes512>()] : Array.Empty<TileKernel>(),
        .. Vector256.IsHardwareAccelerated ? [new VectorTileKernel<Vector256<float>, Lanes256>()] : Array.Empty<TileKernel>(),
        .. Vector128.IsHardwareAccelerated ? [new VectorTileKernel<Vector128<float>, Lanes128>()] : Array.Empty<TileKernel>(),
        new TileKernelScalar(),
    ];

    /// <summary>The widest kernel that this machine runs in hardware.</summary>
    public static TileKernel Best => Supported[0];

    /// <summary>The targets of a tile.</summary>
    public abstract int Columns { get; }

    /// <summary>tile[r, c] = Σₖ queries[k, r] · targets[k, c].</summary>
    /// <param name="queries">A panel of queries: depth × 6.</param>
    /// <param name="targets">A panel of targets: depth × <see cref="Columns"/>.</param>
    /// <param name="depth">The dimensions.</param>
    /// <param name="tile">The products: 6 × <see cref="Columns"/>.</param>
    public abstract void Multiply(float* queries, float* targets, int depth, float* tile);
}
