namespace MLNet.SemanticConv.Cli.Tests;

public sealed class PlotTests
{
    // sklearn.metrics.precision_recall_curve([1, 0, 1, 0, 1], [.9, .8, .7, .7, .1]): by falling threshold .9, .7, .1
    [Fact]
    public void Precision_and_recall_are_those_of_scikit_learn_where_recall_changes()
        => Assert.Equal([(1 / 3.0, 1.0), (2 / 3.0, 0.5), (1.0, 0.6)],
            PrecisionRecallPlot.Curve([.9f, .8f, .7f, .7f, .1f], [true, false, true, false, true]));

    [Fact]
    public void Confusion_counts_what_is_given_wrongly_to_rows_with_a_label()
    {
        // rows: a given a; a given b; a and b given both; b given a
        ScoredTexts rows = new(["a", "b"], [[], []], [[true, false, true, true], [false, true, true, false]],
            [[true, true, true, false], [false, false, true, true]]);
        Assert.Equal(new double[,] { { 2 / 3.0, 1 / 3.0 }, { 1 / 2.0, 1 / 2.0 } }, ConfusionPlot.Shares(rows, [0, 1]));
    }
}
