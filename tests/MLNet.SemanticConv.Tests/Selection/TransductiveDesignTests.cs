namespace MLNet.SemanticConv.Tests.Selection;

public sealed class TransductiveDesignTests
{
    private static readonly float[][] Texts =
    [
        [1, 0, 0], [0.8f, 0.6f, 0], [0, 1, 0], [0, 0.6f, 0.8f], [0, 0, 1], [0.6f, 0, 0.8f],
    ];

    [Fact]
    public void A_gain_is_the_drop_in_the_variance_of_predictions_for_the_sample()
    {
        float[][] labeled = [[0.6f, 0.8f, 0], [1, 0, 0]];
        TransductiveDesign design = new(Texts, sampleCount: 4, labeled);
        for (int i = 0; i < Texts.Length; i++)
            Assert.Equal(Variance(labeled) - Variance([.. labeled, Texts[i]]), design.GainOf(i), 5);
    }

    [Fact]
    public void A_chosen_text_counts_as_labelled()
    {
        TransductiveDesign design = new(Texts, sampleCount: 5, []), other = new(Texts, sampleCount: 5, [Texts[1], Texts[4]]);
        design.Choose(1);
        design.Choose(4);
        for (int i = 0; i < Texts.Length; i++) Assert.Equal(other.GainOf(i), design.GainOf(i), 5);
    }

    [Fact]
    public void A_text_without_features_tells_nothing() => Assert.Equal(0, new TransductiveDesign([[1, 0], [0, 0]], 1, []).GainOf(1));

    [Fact]
    public void Without_texts_there_is_nothing_to_tell() => Assert.NotNull(new TransductiveDesign([], 0, []));

    /// <summary>Σ over the sample of vᵀ(I + Σwwᵀ)⁻¹v, each by solving a system of equations.</summary>
    private static double Variance(IReadOnlyList<float[]> labeled)
    {
        double[,] matrix = new double[3, 3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) matrix[i, j] = (i == j ? 1 : 0) + labeled.Sum(w => (double)w[i] * w[j]);
        return Texts.Take(4).Sum(v => Enumerable.Range(0, 3).Sum(i => v[i] * Solution(matrix, v, i)));
    }

    /// <summary>Cramer's rule.</summary>
    private static double Solution(double[,] matrix, float[] right, int unknown)
    {
        double[,] replaced = (double[,])matrix.Clone();
        for (int i = 0; i < 3; i++) replaced[i, unknown] = right[i];
        return Determinant(replaced) / Determinant(matrix);
    }

    private static double Determinant(double[,] m)
        => m[0, 0] * (m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1]) - m[0, 1] * (m[1, 0] * m[2, 2] - m[1, 2] * m[2, 0])
            + m[0, 2] * (m[1, 0] * m[2, 1] - m[1, 1] * m[2, 0]);
}
