namespace MLNet.SemanticConv;

/// <summary>
/// Pairs of words that occur together far more often than by chance, such as "new york", to be treated as one word. The score of a
/// pair is (count(a b) − MinCount) · N / (count(a) · count(b)), with N the words of the text (Mikolov et al. 2013, "Distributed
/// Representations of Words and Phrases and their Compositionality"). Joining a text twice, with phrases learnt from the joined text,
/// gives phrases of up to four words.
/// </summary>
/// <example>
/// <code>
/// string[] sentences = ["battery life is short", "the battery life is fine", "life is good"];
/// var phrases = Phrases.Learn(sentences, minCount: 1, threshold: 1);
/// Console.WriteLine(phrases.Join("a short battery life"));   // a short battery_life
/// </code>
/// </example>
public sealed class Phrases
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n', '\v', '\f'];

    private readonly Dictionary<(string First, string Second), double> _scores;
    private readonly string _delimiter;

    private Phrases(Dictionary<(string, string), double> scores, string delimiter) => (_scores, _delimiter) = (scores, delimiter);

    /// <summary>The pairs and their scores, by falling score.</summary>
    public IReadOnlyList<(string First, string Second, double Score)> Pairs
        => [.. _scores.Select(pair => (pair.Key.First, pair.Key.Second, pair.Value)).OrderByDescending(pair => pair.Value)];

    /// <summary>Finds the phrases of a text. Its words and pairs are kept in memory until then.</summary>
    /// <param name="sentences">The sentences, whose words are separated by white space. Enumerated once.</param>
    /// <param name="minCount">
    /// Words and pairs that occur less often are not part of a phrase; it is also subtracted from the count of a pair. The default value is
    /// 5.
    /// </param>
    /// <param name="threshold">The score that a pair must exceed. The default value is 100, that of the original program,
    /// word2phrase.</param>
    /// <param name="maxVocabularySize">
    /// How many words, and how many pairs of words, are counted at a time: when there are more, the rarest so far are forgotten, so that
    /// memory stays bounded; counts of rare ones are then too low. The default value is 40,000,000, as in gensim's <c>max_vocab_size</c>:
    /// several gigabytes.
    /// </param>
    /// <param name="delimiter">What joins the words of a phrase. The default value is "_".</param>
    /// <param name="cancellationToken">Cancels the count.</param>
    /// <returns>The phrases.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="minCount"/> or <paramref name="maxVocabularySize"/> is less than 1, or <paramref name="threshold"/> negative or not
    /// a number.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="delimiter"/> is null or empty.</exception>
    /// <exception cref="OperationCanceledException">The count was cancelled.</exception>
    public static Phrases Learn(
        IEnumerable<string> sentences, int minCount = 5, double threshold = 100, int maxVocabularySize = 40_000_000, string delimiter = "_",
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfLessThan(minCount, 1);
        if (!(threshold >= 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be a number of at least 0.");
        ArgumentOutOfRangeException.ThrowIfLessThan(maxVocabularySize, 1);
        ArgumentException.ThrowIfNullOrEmpty(delimiter);
        var words = new BoundedCounts<string>(maxVocabularySize);
        var pairs = new BoundedCounts<(string, string)>(maxVocabularySize);
        long total = 0;
        foreach (string sentence in sentences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? previous = null;
            foreach (string word in Split(sentence))
            {
                total++;
                words.Add(word);
                if (previous is not null) pairs.Add((previous, word));
                previous = word;
            }
        }

        var scores = new Dictionary<(string, string), double>();
        foreach (var ((first, second), count) in pairs)
        {
            // A word counted less often than its pair was forgotten in between: its score would be too high.
            if (count < minCount || words[first] < count || words[second] < count) continue;
            double score = (count - minCount) * (double)total / (words[first] * (double)words[second]);
            if (score > threshold) scores.Add((first, second), score);
        }
        return new(scores, delimiter);
    }

    /// <summary>Joins the phrases of a sentence, from left to right: of overlapping ones the first.</summary>
    /// <param name="sentence">Words separated by white space.</param>
    /// <returns>The sentence, its words separated by single spaces.</returns>
    public string Join(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        string[] words = Split(sentence);
        var joined = new List<string>(words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            bool isPhrase = i + 1 < words.Length && _scores.ContainsKey((words[i], words[i + 1]));
            joined.Add(isPhrase ? words[i] + _delimiter + words[++i] : words[i]);
        }
        return string.Join(' ', joined);
    }

    /// <summary>Joins the phrases of each sentence, when it is enumerated.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <returns>The joined sentences, which may be enumerated as often as <paramref name="sentences"/>.</returns>
    public IEnumerable<string> Join(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        return sentences.Select(Join);
    }

    private static string[] Split(string sentence) => sentence.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
}
