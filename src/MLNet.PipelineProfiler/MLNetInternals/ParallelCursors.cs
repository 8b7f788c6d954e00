using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.PipelineProfiler;

/// <summary>
/// ML.NET's own way to read a mapped view with several threads, in two steps: the cursors of the threads, and the one cursor that takes
/// the rows from them in order. A view of ML.NET's does both at once in GetRowCursor, where nothing can come between the two.
/// </summary>
internal static class ParallelCursors
{
    // As in DataViewUtils.TryCreateConsolidatingCursor.
    private const int BatchSize = 64;

    /// <summary>The cursors that the view would read with, or null where it reads with one thread.</summary>
    public static DataViewRowCursor[]? TrySplit(IDataView view, IEnumerable<DataViewSchema.Column> columns, Random? random)
        => view is RowToRowTransformBase && DataViewUtils.AllCacheable(columns) && DataViewUtils.GetThreadCount() is > 1 and int threads
            ? view.GetRowCursorSet(columns, threads, view.CanShuffle ? random : null)
            : null;

    /// <summary>Reads the cursors with a thread each.</summary>
    public static DataViewRowCursor Join(MLContext context, DataViewRowCursor[] cursors)
        => DataViewUtils.ConsolidateGeneric(((IHostEnvironment)context).Register(nameof(ParallelCursors)), cursors, BatchSize);
}
