using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Splits a text, or several in one vector, into <see cref="NormalizedWords"/>.</summary>
internal sealed partial class WordTokenizingTransformer(string outputColumnName, string inputColumnName, bool pairs = true)
    : IRowTransformer
{
    public string OutputColumnName { get; } = outputColumnName;

    public string InputColumnName { get; } = inputColumnName;

    /// <summary>What splits as it does, for one thread.</summary>
    public NormalizedWords CreateSplit() => new(pairs);

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.Text(inputSchema, InputColumnName);
        var added = new DataViewSchema.DetachedColumn(OutputColumnName, new VectorDataViewType(TextDataViewType.Instance));
        return new(inputSchema, [source], [added], row => [Value(row, source, CreateSplit()).AddConsumer]);
    }

    private static ColumnValue<ReadOnlyMemory<char>> Value(DataViewRow row, DataViewSchema.Column source, NormalizedWords split)
        => new(row, source.Type is VectorDataViewType ? OfTexts(row, source, split) : OfText(row, source, split));

    private static ColumnValue<ReadOnlyMemory<char>>.Computation OfText(
        DataViewRow row, DataViewSchema.Column source, NormalizedWords split)
    {
        var read = row.GetGetter<ReadOnlyMemory<char>>(source);
        ReadOnlyMemory<char> text = default;
        return (ref VBuffer<ReadOnlyMemory<char>> words) =>
        {
            read(ref text);
            split.Clear();
            Set(ref words, split, split.Split(text.Span));
        };
    }

    private static ColumnValue<ReadOnlyMemory<char>>.Computation OfTexts(
        DataViewRow row, DataViewSchema.Column source, NormalizedWords split)
    {
        var read = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        VBuffer<ReadOnlyMemory<char>> texts = default;
        return (ref VBuffer<ReadOnlyMemory<char>> words) =>
        {
            read(ref texts);
            split.Clear();
            ReadOnlySpan<char> all = [];
            // The values left out of a sparse vector are empty texts, which have no words.
            foreach (var text in texts.GetValues()) all = split.Split(text.Span);
            Set(ref words, split, all);
        };
    }

    // Whoever gets the words may keep them, so that each row has a string of its own.
    private static void Set(ref VBuffer<ReadOnlyMemory<char>> words, NormalizedWords split, ReadOnlySpan<char> all)
    {
        var editor = VBufferEditor.Create(ref words, split.Words.Count);
        var text = new string(all).AsMemory();
        for (int i = 0; i < editor.Values.Length; i++) editor.Values[i] = text[split.Words[i]];
        words = editor.Commit();
    }
}
