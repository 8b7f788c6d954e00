using System.Numerics;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>One thread's scratch for comparing blocks of vectors tile by tile.</summary>
internal sealed unsafe class BlockComparer(UnitVectors vectors, BestCandidates best, TileKernel kernel, int blockLength)
{
    private readonly PackedPanels _queries = new(blockLength, TileKernel.Rows, vectors.Dimensions);
    private readonly CandidateSink _forQueries = new(best, blockLength);
    private readonly CandidateSink _forTargets = new(best, blockLength);
    private SearchBlock? _packed;

    /// <summary>Compares each query of a block with each target of another; where the targets are queries too, both learn of it.</summary>
    public void Compare(SearchBlock queries, SearchBlock targets)
    {
        if (_packed != queries) _queries.Pack(vectors, queries.Rows.Span);
        _packed = queries;
        bool mutual = queries.Panels is not null && targets.FirstQuery >= 0;
        bool same = queries == targets;
        _forQueries.Open(queries);
        _forTargets.Open(mutual ? targets : null);

        float* tile = stackalloc float[TileKernel.Rows * TileKernel.MaximumColumns];
        for (int column = 0; column < targets.Length; column += kernel.Columns)
        {
            float* panel = targets.Panels!.Panel(targets.Start + column);
            for (int row = 0; row < queries.Length; row += TileKernel.Rows)
            {
                // Of a block with itself, the half above the diagonal says it all.
                if (same && column + kernel.Columns <= row + 1) break;
                kernel.Multiply(_queries.Panel(row), panel, vectors.Dimensions, tile);
                Select(tile, row, column, queries, targets, same);
            }
        }
        _forQueries.Flush();
        _forTargets.Flush();
    }

    /// <summary>Picks the products of a tile that are of use to their query or their target; most vectors of products go at one comparison.</summary>
    private void Select(float* tile, int firstRow, int firstColumn, SearchBlock queries, SearchBlock targets, bool same)
    {
        int rows = Math.Min(TileKernel.Rows, queries.Length - firstRow);
        ref readonly float targetBounds = ref _forTargets.Bounds[firstColumn];
        for (int row = 0; row < rows; row++)
        {
            var queryBound = Vector256.Create(_forQueries.Bounds[firstRow + row]);
            for (int column = 0; column < kernel.Columns; column += Vector256<float>.Count)
            {
                var scores = Vector256.Load(tile + row * kernel.Columns + column);
                var least = Vector256.MinNative(queryBound, Vector256.LoadUnsafe(in targetBounds, (nuint)column));
                for (uint hits = Vector256.GreaterThanOrEqual(scores, least).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
                {
                    int lane = column + BitOperations.TrailingZeroCount(hits);
                    Keep(tile[row * kernel.Columns + lane], firstRow + row, firstColumn + lane, queries, targets, same);
                }
            }
        }
    }

    private void Keep(float score, int row, int column, SearchBlock queries, SearchBlock targets, bool same)
    {
        if (column >= targets.Length || (same && column <= row)) return;
        if (score >= _forQueries.Bounds[row]) _forQueries.Add(row, new(score, targets.Rows.Span[column]));
        if (score >= _forTargets.Bounds[column]) _forTargets.Add(column, new(score, queries.Rows.Span[row]));
    }
}
