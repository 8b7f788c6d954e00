namespace MLNet.PipelineProfiler;

/// <summary>How often a stage's columns were read, and for how many rows.</summary>
internal sealed class RowCount
{
    /// <summary>Passes over the rows with at least one of the stage's columns.</summary>
    public int Passes;

    /// <summary>The rows whose values were needed: those of the longest pass over each of the data that went in.</summary>
    public long Needed;

    /// <summary>The rows that all passes together went over.</summary>
    public long Read;
}
