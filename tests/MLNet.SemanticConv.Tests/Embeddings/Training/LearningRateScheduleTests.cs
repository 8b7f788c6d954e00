namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 0.025)]
    [InlineData(500, 0.01255)]
    [InlineData(1000, 0.0001)]
    [InlineData(2000, 0.0001)]
    public void The_rate_falls_linearly_with_the_words_read(long words, double expected)
        => Assert.Equal(expected, new LearningRateSchedule(0.025f, 0.0001f, 1000).At(words), 1e-7);
}
