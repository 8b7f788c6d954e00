namespace MLNet.PipelineProfiler;

/// <summary>The data of one call of Fit or Transform: which of the rows that were read of it were needed.</summary>
internal sealed class Source
{
    private readonly Dictionary<RowCount, long> _longest = [];

    public void Count(RowCount count, long added, long total, bool isNew)
    {
        lock (count)
        {
            if (isNew) count.Passes++;
            count.Read += added;
        }
        lock (_longest)
        {
            long longest = _longest.GetValueOrDefault(count);
            if (total <= longest) return;
            _longest[count] = total;
            lock (count) count.Needed += total - longest;
        }
    }
}

/// <summary>One pass over a view, which may be shared by several cursors.</summary>
internal sealed class Pass(Source source, RowCount? count)
{
    private readonly Lock _lock = new();
    private long _rows;

    public void Add(long rows)
    {
        if (count is null || rows == 0) return;
        lock (_lock)
        {
            bool isNew = _rows == 0;
            _rows += rows;
            source.Count(count, rows, _rows, isNew);
        }
    }
}
