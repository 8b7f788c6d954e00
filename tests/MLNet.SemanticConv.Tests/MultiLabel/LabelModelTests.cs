namespace MLNet.SemanticConv.Tests.MultiLabel;

public class LabelModelTests
{
    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(1, float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused_with_what_to_do(float weight, float bias)
        => Assert.Contains("regularise more strongly",
            Assert.Throws<InvalidOperationException>(() => LinearLabelModel.FromDense([0, weight], bias, null)).Message);

    [Fact]
    public void A_label_without_a_choice_scores_the_log_odds_of_the_rule_of_succession()
    {
        // 3 of 8 rows: (3 + 1) : (5 + 1).
        var model = LinearLabelModel.Constant(3, 8);
        Assert.Equal(MathF.Log(4f / 6), model.Bias, 1e-6f);
        Assert.Equal(0.4f, model.Calibration!.Value[model.Bias], 1e-6f);
    }
}
