namespace MLNet.SemanticConv;

/// <summary>
/// Deals the words out to parts of equal weight: the most frequent word that is left goes to the lightest part (Graham 1969, "Bounds on
/// Multiprocessing Timing Anomalies"). A word weighs what training with it costs: its share of the words that sub-sampling leaves, and its
/// share of the negative samples.
/// </summary>
internal sealed class Partition
{
    /// <summary>A part of fewer words would be a poor sample of all.</summary>
    private const int LeastWords = 1000;

    private readonly Place[] _places;
    private readonly int[][] _words;

    /// <param name="kept">For each word how many occurrences sub-sampling leaves in the mean.</param>
    /// <param name="noise">For each word its weight as a negative sample.</param>
    /// <param name="parts">The number of parts; fewer where the words do not suffice.</param>
    public Partition(ReadOnlySpan<double> kept, ReadOnlySpan<double> noise, int parts)
    {
        Parts = Math.Clamp(kept.Length / LeastWords, 1, parts);
        double keptSum = 0, noiseSum = 0;
        foreach (double value in kept) keptSum += value;
        foreach (double value in noise) noiseSum += value;

        _places = new Place[kept.Length];
        var (words, keptOf, noiseOf) = (new List<int>[Parts], new double[Parts], new double[Parts]);
        var lightest = new PriorityQueue<int, (double, int)>();
        for (int part = 0; part < Parts; part++)
        {
            words[part] = [];
            lightest.Enqueue(part, (0, part));
        }
        for (int word = 0; word < _places.Length; word++)
        {
            int part = lightest.Dequeue();
            _places[word] = new(part, words[part].Count);
            words[part].Add(word);
            keptOf[part] += kept[word] / keptSum;
            noiseOf[part] += noise[word] / noiseSum;
            lightest.Enqueue(part, (keptOf[part] + noiseOf[part], part));
        }
        _words = Array.ConvertAll(words, list => list.ToArray());
        NegativeWeights = [.. noiseOf.Zip(keptOf, (drawn, trained) => (float)(drawn / trained))];
    }

    public int Parts { get; }

    public Place this[int word] => _places[word];

    /// <summary>
    /// What a negative sample of each part weighs. A pair draws them from the part of its output word, so a part gives as many as its share
    /// of the words trained: this makes its share of the noise of it.
    /// </summary>
    public IReadOnlyList<float> NegativeWeights { get; }

    /// <summary>The words of a part, by their rows.</summary>
    public ReadOnlySpan<int> Words(int part) => _words[part];
}
