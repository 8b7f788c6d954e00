namespace MLNet.SemanticConv;

/// <summary>
/// Linear models on features that are linear in the words of a bag but for their length: score = b + Σ x·M·W / ‖x·M‖ over the blocks of
/// features, so that M·W is computed once for each word, and a text reads K numbers for each of its words and blocks in place of K for
/// each feature.
/// </summary>
/// <remarks>
/// A word's numbers are computed when it is met first and kept as long as there is room, so that loading takes no time and the frequent
/// words are among those that are kept. Any number of threads may score: what two of them compute for a word is the same.
/// </remarks>
internal sealed class FoldedModels
{
    /// <summary>How many numbers are kept by default: 64 MB.</summary>
    public const long UsualRoom = 16 << 20;

    private readonly LinearModels _models;
    private readonly FeatureBlock[] _blocks;
    private readonly float[]?[] _rows;
    private long _room;

    /// <param name="models">The models, on features.</param>
    /// <param name="blocks">How the features are made; all of the same words.</param>
    /// <param name="room">How many numbers may be kept.</param>
    public FoldedModels(LinearModels models, IReadOnlyList<FeatureBlock> blocks, long room = UsualRoom)
    {
        (_models, _blocks, _room) = (models, [.. blocks], room);
        _rows = new float[]?[_blocks[0].Map.WordCount];
    }

    /// <summary>The number of words.</summary>
    public int WordCount => _rows.Length;

    private int RowLength => _blocks.Length * _models.Count;

    /// <summary>Makes what scores the rows of one cursor.</summary>
    public LinearScoring CreateScoring() => new Scorer(this).Score;

    /// <summary>What a word adds to the scores: for each block its row of M·W.</summary>
    private float[] RowOf(int word, ref float[]? scratch)
    {
        ref float[]? kept = ref _rows[word];
        if (Volatile.Read(ref kept) is { } known) return known;
        bool keep = Interlocked.Add(ref _room, -RowLength) >= 0;
        if (!keep) Interlocked.Add(ref _room, RowLength);
        float[] row = keep ? new float[RowLength] : scratch ??= new float[RowLength];
        for (int i = 0; i < _blocks.Length; i++)
        {
            int first = _blocks[i].First;
            var (features, values) = _blocks[i].Map.RowOf(word);
            _models.Multiply(Array.ConvertAll(features, feature => feature + first), values, row.AsSpan(i * _models.Count, _models.Count));
        }
        if (keep) Volatile.Write(ref kept, row);
        return row;
    }

    /// <summary>Scores one row at a time, four words of it at once.</summary>
    private sealed class Scorer
    {
        private readonly FoldedModels _folded;
        private readonly FeatureMap.Length?[] _lengths;
        private readonly float[] _scales, _zeros;
        private int[] _words = [];
        private float[] _values = [];
        private float[]? _scratch1, _scratch2, _scratch3, _scratch4;

        public Scorer(FoldedModels folded)
        {
            (_folded, _zeros, _scales) = (folded, new float[folded.RowLength], new float[folded._blocks.Length]);
            _lengths = Array.ConvertAll(folded._blocks, block => block.UnitLength ? block.Map.CreateLength() : null);
        }

        public void Score(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> scores)
        {
            int count = Nonzero(indices, values);
            var (models, scales) = (_folded._models, _scales);
            for (int block = 0; block < scales.Length; block++)
            {
                float? length = _lengths[block]?.Invoke(_words.AsSpan(0, count), _values.AsSpan(0, count));
                scales[block] = length > 0 ? 1 / length.Value : 1;
            }

            scores.Clear();
            for (int i = 0; i < count;)
            {
                var (a, w) = Next(ref i, count, ref _scratch1);
                var (b, x) = Next(ref i, count, ref _scratch2);
                var (c, y) = Next(ref i, count, ref _scratch3);
                var (d, z) = Next(ref i, count, ref _scratch4);
                for (int block = 0; block < scales.Length; block++)
                {
                    float scale = scales[block];
                    Range row = (block * models.Count)..((block + 1) * models.Count);
                    WeightedRows.Add(
                        scores, w * scale, a.AsSpan(row), x * scale, b.AsSpan(row), y * scale, c.AsSpan(row), z * scale, d.AsSpan(row));
                }
            }
            models.AddBiases(scores);
        }

        /// <summary>What the next word adds, and how much there is of it; after the last zeros, which change no score.</summary>
        private (float[] Row, float Value) Next(ref int i, int count, ref float[]? scratch)
            => i < count ? (_folded.RowOf(_words[i], ref scratch), _values[i++]) : (_zeros, 0);

        private int Nonzero(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
        {
            if (values.Length > _words.Length) (_words, _values) = (new int[2 * values.Length], new float[2 * values.Length]);
            bool dense = indices.Length != values.Length;
            int count = 0;
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] == 0) continue;
                (_words[count], _values[count++]) = (dense ? i : indices[i], values[i]);
            }
            return count;
        }
    }
}
