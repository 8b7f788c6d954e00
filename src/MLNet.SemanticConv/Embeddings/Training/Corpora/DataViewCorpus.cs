using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// A column of a data view, a sentence a row: a text, split at white space, or a vector of texts, its words. A cursor for each pass.
/// </summary>
internal sealed class DataViewCorpus : ICorpus
{
    private readonly IDataView _data;
    private readonly DataViewSchema.Column _column;
    private readonly bool _isVector;

    /// <param name="data">The data.</param>
    /// <param name="columnName">The column.</param>
    /// <param name="name">What messages call the text where the column is not known to who gave it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    public DataViewCorpus(IDataView data, string columnName, string? name = null)
    {
        (_data, Name) = (data, name ?? $"the column '{columnName}'");
        _column = data.Schema.GetColumnOrNull(columnName)
            ?? throw new ArgumentOutOfRangeException(nameof(columnName), columnName, $"The data has no column '{columnName}'.");
        _isVector = _column.Type is VectorDataViewType;
        var itemType = _column.Type is VectorDataViewType vector ? vector.ItemType : _column.Type;
        if (itemType is not TextDataViewType)
            throw new ArgumentOutOfRangeException(nameof(columnName), columnName,
                $"The column '{columnName}' is {_column.Type}: word2vec reads text, or a vector of texts (tokens).");
    }

    public string Name { get; }

    public Delimiters Delimiters => _isVector ? Delimiters.Tokens : Delimiters.Sentences;

    public ICorpusReader Open()
    {
        var cursor = _data.GetRowCursor([_column]);
        return new Reader(cursor, _isVector ? AppendTokens(cursor) : AppendText(cursor));
    }

    private Action<CorpusBlock> AppendText(DataViewRowCursor cursor)
    {
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(_column);
        ReadOnlyMemory<char> text = default;
        return block =>
        {
            getter(ref text);
            block.Append(text.Span);
        };
    }

    private Action<CorpusBlock> AppendTokens(DataViewRowCursor cursor)
    {
        var getter = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(_column);
        VBuffer<ReadOnlyMemory<char>> tokens = default;
        return block =>
        {
            getter(ref tokens);
            // The values left out of a sparse vector are empty texts, which are no words.
            foreach (var token in tokens.GetValues())
            {
                block.Append(token.Span);
                block.Append(Delimiters.WordEnd);
            }
        };
    }

    private sealed class Reader(DataViewRowCursor cursor, Action<CorpusBlock> appendRow) : ICorpusReader
    {
        public bool Read(CorpusBlock block)
        {
            block.Clear();
            while (block.Length < CorpusBlock.TargetLength && cursor.MoveNext())
            {
                appendRow(block);
                block.Append(Delimiters.SentenceEnd);
            }
            return block.Length > 0;
        }

        public void Dispose() => cursor.Dispose();
    }
}
