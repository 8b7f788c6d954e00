namespace MLNet.SemanticConv;

/// <summary>Which of K labels each of N rows has: the rows of each label, rising.</summary>
internal sealed class LabelSets
{
    private readonly int[][] _rows;

    private LabelSets(IReadOnlyList<string> names, int[][] rows, int rowCount) => (Names, _rows, RowCount) = (names, rows, rowCount);

    /// <summary>The K names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>N.</summary>
    public int RowCount { get; }

    /// <summary>The number of labels, K.</summary>
    public int Count => _rows.Length;

    /// <summary>The rows that have a label, rising.</summary>
    public ReadOnlySpan<int> this[int label] => _rows[label];

    /// <summary>Whether each of the given rows has the label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="rows">Rows, or null for all of them.</param>
    public bool[] Flags(int label, int[]? rows = null)
    {
        bool[] all = new bool[RowCount];
        foreach (int row in _rows[label]) all[row] = true;
        return rows is null ? all : Array.ConvertAll(rows, row => all[row]);
    }

    /// <summary>The labels of some of the rows, which are numbered anew; the labels stay the same.</summary>
    /// <param name="rows">Rows, rising.</param>
    public LabelSets Of(int[] rows)
    {
        if (rows.Length == RowCount) return this;
        int[] numbers = new int[RowCount];
        numbers.AsSpan().Fill(-1);
        for (int i = 0; i < rows.Length; i++) numbers[rows[i]] = i;
        return new(Names,
            Array.ConvertAll(_rows, own => Array.FindAll(Array.ConvertAll(own, row => numbers[row]), number => number >= 0)), rows.Length);
    }

    /// <summary>Some of the labels; the rows stay the same.</summary>
    public LabelSets Only(Func<int, bool> isWanted)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(isWanted)];
        return new(Array.ConvertAll(kept, k => Names[k]), Array.ConvertAll(kept, k => _rows[k]), RowCount);
    }

    /// <summary>These labels, followed by others; a row has one of the others if it has any of the labels given for it.</summary>
    public LabelSets With(IEnumerable<(string Name, int[] Labels)> unions)
    {
        (string Name, int[] Rows)[] added = [.. unions.Select(
            union => (union.Name, union.Labels.SelectMany(label => _rows[label]).Distinct().Order().ToArray()))];
        return new([.. Names, .. added.Select(union => union.Name)], [.. _rows, .. added.Select(union => union.Rows)], RowCount);
    }

    /// <summary>These rows, followed by others; the labels stay the same.</summary>
    /// <param name="labelsOfRows">The labels of each further row.</param>
    public LabelSets With(IReadOnlyList<int[]> labelsOfRows)
    {
        List<int>[] added = [.. _rows.Select(_ => new List<int>())];
        for (int i = 0; i < labelsOfRows.Count; i++)
            foreach (int label in labelsOfRows[i]) added[label].Add(RowCount + i);
        return new(Names, [.. _rows.Select((rows, label) => (int[])[.. rows, .. added[label]])], RowCount + labelsOfRows.Count);
    }

    /// <summary>Gathers rows one by one.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
        private readonly List<List<int>> _rows = [];
        private readonly List<int> _support = [];
        private readonly bool _sorted;
        private int _count;

        /// <param name="names">The names in the order of the labels, or null for the names met, sorted.</param>
        public Builder(IReadOnlyList<string>? names)
        {
            _sorted = names is null;
            foreach (string name in names ?? []) IndexOf(name);
        }

        /// <summary>Adds a row; a label given twice counts once.</summary>
        /// <param name="labels">The row's labels.</param>
        /// <param name="supports">Whether the row counts for the least support of a label.</param>
        public void Add(IReadOnlyList<string> labels, bool supports = true)
        {
            foreach (string label in labels)
            {
                int index = IndexOf(label);
                var rows = _rows[index];
                if (rows.Count > 0 && rows[^1] == _count) continue;
                rows.Add(_count);
                if (supports) _support[index]++;
            }
            _count++;
        }

        public LabelSets Build(int minimumSupport)
        {
            IEnumerable<KeyValuePair<string, int>> kept = _indices.Where(
                label => minimumSupport <= 1 || _support[label.Value] >= minimumSupport);
            var labels = (_sorted
                ? kept.OrderBy(label => label.Key, StringComparer.Ordinal)
                : kept.OrderBy(label => label.Value)).ToArray();
            return new([.. labels.Select(label => label.Key)], [.. labels.Select(label => _rows[label.Value].ToArray())], _count);
        }

        private int IndexOf(string name)
        {
            if (!_indices.TryGetValue(name, out int index))
            {
                _indices.Add(name, index = _rows.Count);
                _rows.Add([]);
                _support.Add(0);
            }
            return index;
        }
    }
}
