namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class SubSamplingTests
{
    [Theory]
    // (√(0.1/0.001) + 1) · 0.001/0.1 = (10 + 1) · 0.01
    [InlineData(0.1, 1e-3, 0.11)]
    // (√4 + 1) / 4
    [InlineData(0.004, 1e-3, 0.75)]
    [InlineData(0.001, 1e-3, 1)]
    [InlineData(0.9, 0, 1)]
    public void The_probability_to_keep_a_word_is_the_originals(double frequency, double sample, double expected)
        => Assert.Equal(expected, SubSampling.KeepProbability(frequency, sample), 1e-12);
}
