using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.DataFrames;

public class PredictionDataFramesTests
{
    [Fact]
    public void Predictions_are_those_of_the_tagger_with_the_rows_that_they_are_of()
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(rows);
        var scored = model.Transform(rows);
        var frame = ml.MultiLabelClassification.PredictionsToDataFrame(scored);

        Assert.Equal(["Text", "Labels", "PredictedLabels", "food", "power", "staff"], frame.Columns.Select(column => column.Name));
        Assert.Equal(TinyReviews.Labelled.Select(row => row.Text), frame["Text"].Cast<string>());
        Assert.Equal(TinyReviews.Labelled.Select(row => string.Join(';', row.Labels)), frame["Labels"].Cast<string>());
        float[][] probabilities = [.. scored.GetColumn<float[]>("Probabilities")];
        bool[][] predicted = [.. scored.GetColumn<bool[]>("PredictedLabels")];
        string[] labels = ["food", "power", "staff"];
        for (int i = 0; i < probabilities.Length; i++)
        {
            Assert.Equal(probabilities[i], labels.Select(label => (float)frame[label][i]));
            Assert.Equal(labels.Where((_, k) => predicted[i][k]),
                ((string)frame["PredictedLabels"][i]).Split(';', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void Metrics_have_a_row_for_each_label()
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var metrics = ml.MultiLabelClassification.Evaluate(ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(rows).Transform(rows));
        var frame = metrics.ToDataFrame();
        Assert.Equal(["food", "power", "staff"], frame["Label"].Cast<string>());
        Assert.Equal([30, 30, 30], frame["Support"].Cast<int>());
        Assert.Equal(metrics.PerLabel.Select(label => label.F1), frame["F1"].Cast<double>());
        Assert.Equal(metrics.PerLabel.Select(label => label.AveragePrecision), frame["AveragePrecision"].Cast<double>());
    }

    [Fact]
    public void A_measure_that_is_not_defined_is_missing()
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(rows);
        var staffOnly = ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Where(row => row.Labels is ["staff"]));
        var frame = ml.MultiLabelClassification.Evaluate(model.Transform(staffOnly)).ToDataFrame();
        Assert.Null(frame["AveragePrecision"][0]);   // no row is about food
        Assert.Null(frame["RocAuc"][2]);             // every row is about staff
    }

    [Fact]
    public void Rows_that_nobody_scored_are_refused()
    {
        var ml = new MLContext();
        var error = Assert.Throws<ArgumentException>(
            () => ml.MultiLabelClassification.PredictionsToDataFrame(ml.Data.LoadFromEnumerable(TinyReviews.Labelled)));
        Assert.Contains("no column 'Probabilities'", error.Message);
    }
}
