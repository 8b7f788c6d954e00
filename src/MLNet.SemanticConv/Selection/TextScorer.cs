using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Reads a column of text and scores it by chunks, on several threads and in order, with a few chunks in memory.</summary>
internal sealed class TextScorer
{
    private const int ChunkSize = 1024;

    private readonly TaggerStages _stages;
    private readonly string _textColumnName;
    private readonly ReadOnlyMemory<char>[] _traced = new ReadOnlyMemory<char>[1];
    private FeatureTrace? _trace;   // of the text in _traced, whichever it is

    /// <exception cref="ArgumentException">The model has no one-vs-rest stage.</exception>
    public TextScorer(ITransformer model, string textColumnName) => (_stages, _textColumnName) = (TaggerStages.Of(model), textColumnName);

    public OneVersusRestTransformer Tagger => _stages.Tagger;

    /// <summary>The texts that hold more than white space, chunk by chunk.</summary>
    /// <param name="data">The texts.</param>
    /// <param name="apart">Texts that are left out.</param>
    /// <param name="threads">How many chunks are worked on at once.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    public IEnumerable<ScoredText[]> Score(IDataView data, HashSet<string> apart, int threads, CancellationToken cancellationToken)
    {
        var others = apart.GetAlternateLookup<ReadOnlySpan<char>>();
        return Read(data).Where(text => !others.Contains(text.Text.Span)).MapChunks(Score, ChunkSize, threads, cancellationToken);
    }

    /// <summary>The different texts that hold more than white space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    public HashSet<string> TextsOf(IDataView data) => Read(data).Select(text => text.Text.ToString()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sketches of the features of texts, chunk by chunk.</summary>
    public IEnumerable<float[]> Sketch(IEnumerable<string> texts, int threads, CancellationToken cancellationToken)
        => texts.MapChunks(Sketch, ChunkSize, threads, cancellationToken).SelectMany(sketches => sketches);

    /// <summary>What the model makes of texts.</summary>
    public IDataView Transform(ReadOnlyMemory<char>[] texts)
        => _stages.All.Aggregate(View(texts), (data, stage) => stage.Transform(data));

    /// <summary>The features of one text, by the words that they come from; for one thread.</summary>
    public IReadOnlyList<FeatureShare> SharesOf(string text)
    {
        _traced[0] = text.AsMemory();
        return (_trace ??= new(_stages.All, new(), View(_traced))).SharesOf(Tagger.FeatureColumnName);
    }

    private IDataView View(ReadOnlyMemory<char>[] texts)
        => new InMemoryView(texts.Length, InMemoryView.Column(_textColumnName, TextDataViewType.Instance, texts));

    private ScoredText[] Score((long Row, ReadOnlyMemory<char> Text)[] chunk)
    {
        IDataView scored = Transform(Array.ConvertAll(chunk, text => text.Text));
        var column = scored.Schema[OneVersusRestTransformer.ScoresName];
        using var cursor = scored.GetRowCursor([column]);
        var getScores = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> scores = default;
        return Array.ConvertAll(chunk, text =>
        {
            cursor.MoveNext();
            getScores(ref scores);
            return new ScoredText(text.Row, text.Text, [.. scores.DenseValues()]);
        });
    }

    private float[][] Sketch(string[] texts)
    {
        IDataView scored = Transform(Array.ConvertAll(texts, text => text.AsMemory()));
        var column = scored.Schema[Tagger.FeatureColumnName];
        using var cursor = scored.GetRowCursor([column]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> features = default;
        return Array.ConvertAll(texts, _ =>
        {
            cursor.MoveNext();
            getFeatures(ref features);
            return FeatureSketch.Of(features.GetIndices(), features.GetValues());
        });
    }

    private IEnumerable<(long Row, ReadOnlyMemory<char> Text)> Read(IDataView data)
    {
        var column = Columns.Named(data.Schema, _textColumnName);
        if (column.Type != TextDataViewType.Instance)
            throw new ArgumentOutOfRangeException(nameof(data), $"The column '{_textColumnName}' holds {column.Type}, not text.");
        return Rows();

        IEnumerable<(long, ReadOnlyMemory<char>)> Rows()
        {
            using var cursor = data.GetRowCursor([column]);
            var getText = cursor.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            for (long row = 0; cursor.MoveNext(); row++)
            {
                getText(ref text);
                if (!text.Span.IsWhiteSpace()) yield return (row, text.ToArray());   // the source may use its memory again
            }
        }
    }
}
