namespace MLNet.SemanticConv;

/// <summary>Thins out frequent words, see <see cref="Word2VecOptions.Sample"/>.</summary>
internal static class SubSampling
{
    /// <summary>The probability that an occurrence of a word is kept: (√(f/t) + 1) · t/f, at most 1.</summary>
    /// <param name="frequency">f, the word's share of the corpus.</param>
    /// <param name="sample">t; 0 keeps all.</param>
    public static double KeepProbability(double frequency, double sample)
        => sample == 0 ? 1 : Math.Min(1, (Math.Sqrt(frequency / sample) + 1) * sample / frequency);

    /// <summary>For each word the number that 32 random bits must not exceed for an occurrence to be kept.</summary>
    public static uint[] Thresholds(Vocabulary vocabulary, double sample)
        => Array.ConvertAll(
            vocabulary.Counts,
            count => (uint)(KeepProbability(count / (double)vocabulary.KeptWords, sample) * uint.MaxValue));
}
