namespace MLNet.SemanticConv;

/// <summary>Rows that follow those of some data, and may depend on them, for one pass.</summary>
internal interface IAppendedRows
{
    /// <summary>Takes note of a row of the data.</summary>
    void Meet(ReadOnlyMemory<char> text, IReadOnlyList<string> labels);

    /// <summary>What follows, once all rows have been met.</summary>
    IEnumerable<AppendedRow> Rows();
}
