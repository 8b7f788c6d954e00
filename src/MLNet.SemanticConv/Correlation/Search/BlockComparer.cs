using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>One thread's scratch for comparing blocks of vectors tile by tile.</summary>
internal sealed unsafe class BlockComparer(UnitVectors vectors, BestCandidates best, TileKernel kernel, int blockLength)
{
    private readonly PackedPanels _panels = new(blockLength, TileKernel.Rows, vectors.Dimensions);
    private readonly AlignedFloats _tile = new(TileKernel.Rows * TileKernel.MaximumColumns);
    private readonly CandidateSink _forQueries = new(best, blockLength);
    private readonly CandidateSink _forTargets = new(best, blockLength);
    private SearchBlock? _packed;

    /// <summary>Compares each query of a block with each target of another; where both are queries and targets, both learn of it.</summary>
    public void Compare(SearchBlock queries, SearchBlock targets)
    {
        if (_packed != queries) _panels.Pack(vectors, queries.Rows);
        _packed = queries;
        _forQueries.Open(queries);
        _forTargets.Open(queries.Panels is not null && targets.HasQueries ? targets : null);
        Multiply(queries, targets);
        _forQueries.Flush();
        _forTargets.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(SearchBlock queries, SearchBlock targets)
    {
        int columns = kernel.Columns, depth = vectors.Dimensions;
        float* tile = _tile.Pointer, queryBounds = _forQueries.Bounds, targetBounds = _forTargets.Bounds;
        for (int column = 0; column < targets.Length; column += columns)
        {
            float* panel = targets.Panels!.Panel(targets.Start + column);
            // Of a block with itself, the half above the diagonal says it all.
            int rows = queries == targets ? Math.Min(queries.Length, column + columns - 1) : queries.Length;
            for (int row = 0; row < rows; row += TileKernel.Rows)
            {
                kernel.Multiply(_panels.Panel(row), panel, depth, tile);
                for (int part = 0; part < columns; part += TileFilter.Width)
                {
                    if (TileFilter.Any(tile + part, columns, queryBounds + row, targetBounds + column + part))
                        Keep(row, column, part, queries, targets);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(int firstRow, int firstColumn, int part, SearchBlock queries, SearchBlock targets)
    {
        int stride = kernel.Columns;
        float* products = _tile.Pointer + part;
        firstColumn += part;
        ulong wanted = Wanted(firstRow, firstColumn, queries, targets);

        ulong useful = wanted & TileFilter.ForQueries(products, stride, _forQueries.Bounds + firstRow);
        for (; useful != 0; useful &= useful - 1)
        {
            var (row, column) = Math.DivRem(BitOperations.TrailingZeroCount(useful), TileFilter.Width);
            _forQueries.Add(firstRow + row, products[row * stride + column], targets.Side[targets.Start + firstColumn + column]);
        }
        useful = wanted & TileFilter.ForTargets(products, stride, _forTargets.Bounds + firstColumn);
        for (; useful != 0; useful &= useful - 1)
        {
            var (row, column) = Math.DivRem(BitOperations.TrailingZeroCount(useful), TileFilter.Width);
            _forTargets.Add(firstColumn + column, products[row * stride + column], queries.Side[queries.Start + firstRow + row]);
        }
    }

    // The pairs that there are, and of a block with itself those above the diagonal.
    private static ulong Wanted(int firstRow, int firstColumn, SearchBlock queries, SearchBlock targets)
    {
        if (queries != targets && firstRow + TileKernel.Rows <= queries.Length && firstColumn + TileFilter.Width <= targets.Length)
            return ulong.MaxValue;
        ulong wanted = 0;
        for (int row = 0; row < Math.Min(TileKernel.Rows, queries.Length - firstRow); row++)
        {
            int skipped = queries == targets ? Math.Clamp(firstRow + row + 1 - firstColumn, 0, TileFilter.Width) : 0;
            int columns = Math.Clamp(targets.Length - firstColumn, 0, TileFilter.Width);
            wanted |= (ulong)((1 << columns) - 1 & -(1 << skipped)) << (TileFilter.Width * row);
        }
        return wanted;
    }
}
