namespace MLNet.SemanticConv.Tests.Correlation;

internal static class MatrixAssert
{
    /// <summary>The same entries, with weights that differ by no more than the tolerance.</summary>
    public static void Equal(CorrelationMatrix expected, CorrelationMatrix actual, float tolerance = 0)
    {
        Assert.Equal(expected.Vocabulary, actual.Vocabulary);
        for (int row = 0; row < expected.Size; row++)
        {
            Assert.Equal(expected.Columns(row).ToArray(), actual.Columns(row).ToArray());
            float[] expectedWeights = expected.Weights(row).ToArray(), actualWeights = actual.Weights(row).ToArray();
            for (int i = 0; i < expectedWeights.Length; i++)
                Assert.InRange(actualWeights[i], expectedWeights[i] - tolerance, expectedWeights[i] + tolerance);
        }
    }
}
