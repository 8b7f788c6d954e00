using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// Labelled rows, read and tokenised once. Memory: 4 bytes for each word, 8 for each label and about 70 for each row, which is less than
/// the features take that the trainers keep.
/// </summary>
internal sealed class LabeledTokens
{
    private readonly List<ReadOnlyMemory<char>> _words = [];
    private readonly List<int[]> _tokens = [];
    private readonly List<string[]> _labels = [];
    private readonly List<float> _weights = [];
    private readonly List<int> _groups = [];
    private readonly List<bool> _learnOnly = [];

    /// <summary>The words that the rows have, each once.</summary>
    public ReadOnlyMemory<char>[] Words => [.. _words];

    /// <summary>The labels that the rows have, sorted.</summary>
    public SortedSet<string> LabelNames { get; } = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public static LabeledTokens Read(
        IDataView data,
        string tokensName,
        string labelName,
        string? weightName,
        string? samplingKeyName,
        CancellationToken cancellationToken)
    {
        var tokensColumn = Columns.Named(data.Schema, tokensName);
        var labelColumn = LabelColumn.Bind(data.Schema, labelName);
        DataViewSchema.Column? weightColumn = weightName is null ? null : WeightColumn.Bind(data.Schema, weightName);
        DataViewSchema.Column? keyColumn = samplingKeyName is null ? null : SamplingKeyColumn.Bind(data.Schema, samplingKeyName);
        var learnOnlyColumn = LearnOnlyColumn.Find(data.Schema);
        DataViewSchema.Column?[] columns = [tokensColumn, labelColumn.Column, weightColumn, keyColumn, learnOnlyColumn];

        var rows = new LabeledTokens();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var idOf = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        using var cursor = data.GetRowCursor(columns.OfType<DataViewSchema.Column>());
        var getTokens = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(tokensColumn);
        var readWeight = weightColumn is null ? null : WeightColumn.CreateReader(cursor, weightColumn.Value);
        var readGroup = keyColumn is null ? null : SamplingKeyColumn.CreateReader(cursor, keyColumn.Value);
        var readLearnOnly = LearnOnlyColumn.CreateReader(cursor, learnOnlyColumn);
        var readLabels = labelColumn.CreateReader(cursor);
        VBuffer<ReadOnlyMemory<char>> tokens = default;
        List<string> labels = [];
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getTokens(ref tokens);
            int[] row = new int[tokens.GetValues().Length];
            for (int i = 0; i < row.Length; i++)
            {
                var word = tokens.GetValues()[i].Span;
                if (!idOf.TryGetValue(word, out row[i]))
                {
                    string text = word.ToString();
                    ids.Add(text, row[i] = rows._words.Count);
                    rows._words.Add(text.AsMemory());
                }
            }
            readLabels(labels);
            rows._tokens.Add(row);
            rows._labels.Add([.. labels]);
            rows.LabelNames.UnionWith(labels);
            if (readWeight is not null) rows._weights.Add(readWeight());
            if (readGroup is not null) rows._groups.Add(readGroup());
            rows._learnOnly.Add(readLearnOnly());
        }
        return rows;
    }

    /// <exception cref="InvalidDataException">There are no rows, or none has a label.</exception>
    public void CheckLabels(string labelName)
    {
        if (_tokens.Count == 0)
            throw new InvalidDataException($"There are no rows to train on: the data with the column '{labelName}' have none.");
        if (LabelNames.Count == 0) throw new InvalidDataException(
            $"None of the {_tokens.Count} rows has a label in the column '{labelName}', so there is nothing to learn.");
    }

    /// <summary>The rows, again from the first at each enumeration.</summary>
    public IEnumerable<LabeledTokenRow> Rows()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            yield return new()
            {
                Tokens = Array.ConvertAll(_tokens[i], id => _words[id]),
                Labels = _labels[i],
                Weight = _weights.Count > 0 ? _weights[i] : 1,
                Group = _groups.Count > 0 ? _groups[i] : i,
                LearnOnly = _learnOnly[i],
            };
        }
    }
}
