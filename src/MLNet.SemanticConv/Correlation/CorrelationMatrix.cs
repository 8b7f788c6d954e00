using System.Diagnostics;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// How much each word is evidence for each other word: C, V × V for a bag of V slots, sparse by rows, immutable. The convolution of a bag x
/// is y = x + x·C: a word with the count xᵢ adds xᵢ·C[i, j] to its neighbour j.
/// </summary>
[DebuggerDisplay("{Size} slots, {EntryCount} entries")]
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class CorrelationMatrix : IShown
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _weights;
    private readonly Lazy<Dictionary<string, int>> _slots;

    internal CorrelationMatrix(
        IReadOnlyList<string> vocabulary, int[] starts, int[] columns, float[] weights, bool halfPrecision = false)
    {
        (Vocabulary, _starts, _columns, _weights, HalfPrecision) = (vocabulary, starts, columns, weights, halfPrecision);
        _slots = new(() => Enumerable.Range(0, Size).ToDictionary(slot => Vocabulary[slot], StringComparer.Ordinal));
    }

    /// <summary>The number of slots, V: C has as many rows and columns.</summary>
    public int Size => Vocabulary.Count;

    /// <summary>The number of stored entries.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>The names of the slots, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    /// <summary>Whether a weight is saved in 16 bits instead of 32.</summary>
    public bool HalfPrecision { get; }

    internal ReadOnlySpan<int> AllStarts => _starts;

    internal ReadOnlySpan<int> AllColumns => _columns;

    internal ReadOnlySpan<float> AllWeights => _weights;

    internal MatrixEntries Entries => new(_starts, _columns, _weights);

    /// <summary>Makes the matrix of a bag of words from word vectors.</summary>
    /// <param name="vocabulary">The V slot names of the bag, each once; the matrix keeps a copy.</param>
    /// <param name="vectors">The vectors of words; a slot that has none gets no neighbours.</param>
    /// <param name="options">The settings; <see cref="CorrelationOptions.Default"/> where they are <see langword="null"/>.</param>
    /// <param name="progress">Receives progress reports, from the threads that search for neighbours.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>C, V × V. It depends on the arguments alone, to the bit, not on the machine's number of cores or the width of its
    /// registers; only powers of the cosine other than 0, 1 and 2 may differ in the last bit from one system to another.</returns>
    /// <exception cref="ArgumentException">The vocabulary is empty, or a name is missing or repeated.</exception>
    /// <exception cref="InvalidOperationException">There are too many words for that many neighbours each.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <example>
    /// <code>
    /// var matrix = CorrelationMatrix.Build(vectors.Words, vectors);
    /// Console.WriteLine(matrix.Neighbors("charger"));
    /// matrix.WriteMatrixMarket("models/c.mtx");
    /// </code>
    /// </example>
    public static CorrelationMatrix Build(
        IReadOnlyList<string> vocabulary,
        WordVectors vectors,
        CorrelationOptions? options = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return Build(vocabulary, vectors, options ?? CorrelationOptions.Default, settings: null, progress, cancellationToken);
    }

    /// <summary>The columns of a row's entries, rising.</summary>
    /// <param name="row">The row i of C, from 0 to <see cref="Size"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<int> Columns(int row)
    {
        Row(row, out var columns, out _);
        return columns;
    }

    /// <summary>The weights of a row's entries, C[i, j] for each j of <see cref="Columns"/>.</summary>
    /// <param name="row">The row i of C, from 0 to <see cref="Size"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<float> Weights(int row)
    {
        Row(row, out _, out var weights);
        return weights;
    }

    /// <summary>The words that a word adds to, without the word itself.</summary>
    /// <param name="word">A slot name; upper and lower case differ.</param>
    /// <returns>The neighbours with their weights in C, falling; equal ones in the order of the slots.</returns>
    /// <exception cref="KeyNotFoundException">The word is not a slot.</exception>
    public NeighborList Neighbors(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (!_slots.Value.TryGetValue(word, out int row))
            throw new KeyNotFoundException($"The word '{word}' is not a slot of the correlation matrix.");
        var neighbors = new List<Neighbor>();
        for (int i = _starts[row]; i < _starts[row + 1]; i++)
            if (_columns[i] != row) neighbors.Add(new(Vocabulary[_columns[i]], _weights[i]));
        return new(word, "weight", [.. neighbors.OrderByDescending(neighbor => neighbor.Similarity)]);
    }

    /// <summary>Counts the entries and finds the hubs.</summary>
    /// <param name="hubs">How many hubs to name: the words that most rows add to.</param>
    /// <returns>The counts; entries on the diagonal are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hubs"/> is negative.</exception>
    public CorrelationStatistics GetStatistics(int hubs = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hubs);
        return CorrelationStatistics.Of(this, hubs);
    }

    /// <summary>Explains what x·C adds to one bag: which words add to which, and how much.</summary>
    /// <param name="bag">x, a row of the bag with V slots.</param>
    /// <returns>A contribution for each entry of C in the rows of the words that the bag has, by falling amount; equal ones in the order of
    /// the slots.</returns>
    /// <exception cref="ArgumentException">The bag and the matrix differ in their number of slots.</exception>
    public IReadOnlyList<Contribution> Explain(in VBuffer<float> bag) => Contribution.Of(this, bag);

    /// <summary>The size of the matrix and the words that most slots add to, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => GetStatistics().ToString();

    /// <summary>The same in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => GetStatistics().ToMarkdown();

    /// <summary>The same in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => GetStatistics().ToHtml();

    /// <summary>
    /// Writes C as a Matrix Market coordinate file, which SciPy reads with <c>scipy.io.mmread</c>; the vocabulary is not part of it.
    /// </summary>
    /// <param name="path">The file; it is written under another name and renamed, so that it is complete or not there at all.</param>
    public void WriteMatrixMarket(string path) => MatrixMarket.Write(this, path);

    /// <summary>Reads a Matrix Market coordinate file (real, integer or pattern; general or symmetric), plain or compressed by
    /// gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabulary">The slot names, as many as the matrix has rows.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="FormatException">The file is not such a matrix; the message names the line.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged gzip.</exception>
    /// <exception cref="ArgumentException">The vocabulary has another size than the matrix, or a name is missing or
    /// occurs twice.</exception>
    public static CorrelationMatrix ReadMatrixMarket(string path, IReadOnlyList<string> vocabulary)
        => MatrixMarket.Read(path, Checked(vocabulary));

    internal static CorrelationMatrix Build(
        IReadOnlyList<string> vocabulary,
        WordVectors vectors,
        CorrelationOptions options,
        SearchSettings? settings,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => BuildAll(vocabulary, vectors, [options], settings, progress, cancellationToken)[0];

    /// <summary>The matrix without entries: y = x.</summary>
    internal static CorrelationMatrix Empty(IReadOnlyList<string> vocabulary)
        => new(Checked(vocabulary), new int[vocabulary.Count + 1], [], []);

    /// <summary>Makes a matrix for each of several settings; those that differ in no more than what they keep share one search.</summary>
    internal static CorrelationMatrix[] BuildAll(
        IReadOnlyList<string> vocabulary,
        WordVectors vectors,
        IReadOnlyList<CorrelationOptions> options,
        SearchSettings? settings = null,
        IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        string[] names = Checked(vocabulary);
        var matrices = new CorrelationMatrix[options.Count];
        foreach (var alike in Enumerable.Range(0, options.Count).GroupBy(i => options[i].Search))
        {
            var widest = alike.Key with { TopN = alike.Max(i => options[i].TopN), Threshold = alike.Min(i => options[i].Threshold) };
            var prepared = PreparedVectors.From(vectors, widest.RemovedComponents, cancellationToken);
            var slots = SlotVectors.Find(names, vectors, prepared, widest.Ngrams);
            var neighbors = NeighborLists.Find(slots, widest, settings, progress, cancellationToken);
            foreach (int i in alike)
            {
                var kept = neighbors.Narrow(options[i].TopN, options[i].Threshold);
                matrices[i] = options[i].Symmetric
                    ? SymmetricMatrix.Lay(names, slots, kept, options[i])
                    : MatrixRows.Lay(names, slots, kept, options[i]);
            }
        }
        return matrices;
    }

    internal void Write(BinaryWriter writer) => MatrixBinary.Write(this, writer);

    internal static CorrelationMatrix Read(BinaryReader reader) => MatrixBinary.Read(reader);

    private static string[] Checked(IReadOnlyList<string> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (vocabulary.Count == 0) throw new ArgumentException("The vocabulary is empty.", nameof(vocabulary));
        var seen = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        for (int slot = 0; slot < vocabulary.Count; slot++)
        {
            string name = vocabulary[slot] ?? throw new ArgumentException($"Slot {slot} has no name.", nameof(vocabulary));
            if (!seen.TryAdd(name, slot))
                throw new ArgumentException($"The slot name '{name}' occurs twice, at {seen[name]} and {slot}.", nameof(vocabulary));
        }
        return [.. vocabulary];
    }

    /// <summary>The columns and the weights of a row's entries at once.</summary>
    internal void Row(int row, out ReadOnlySpan<int> columns, out ReadOnlySpan<float> weights)
    {
        // Not by a Range: taking one apart costs more than a short row's sums.
        int[] starts = _starts;
        if ((uint)row >= (uint)(starts.Length - 1)) throw new ArgumentOutOfRangeException(nameof(row), row, $"The matrix has {Size} rows.");
        int start = starts[row], length = starts[row + 1] - start;
        columns = _columns.AsSpan(start, length);
        weights = _weights.AsSpan(start, length);
    }
}
