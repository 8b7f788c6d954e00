using Microsoft.ML;
using static Microsoft.ML.Transforms.Text.NgramExtractingEstimator;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The user who has an ML.NET pipeline and adds one line to it.</summary>
public class ExistingPipelineTests
{
    private sealed record Row(string Text, bool Label);

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Stock_cross_validation_takes_the_longer_pipeline()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => new Row(row.Text, row.Labels.Contains("power"))));
        var folds = _ml.BinaryClassification.CrossValidate(data, Pipeline(), numberOfFolds: 3);
        // Eighteen rows a fold: one of them ranked wrongly costs some .05.
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.AreaUnderRocCurve, 0.8, 1));
    }

    private IEstimator<ITransformer> Pipeline()
    {
        var vectors = WordVectors.Train(_ml.Texts(TinyReviews.Texts), "Text", new() { Dimensions = 16, MinCount = 1, NumberOfThreads = 1 });
        return _ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1, weighting: WeightingCriteria.TfIdf)
            .Append(_ml.Transforms.Text.ApplySemanticConvolution("Features", "Features", vectors))
            .Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression());
    }
}
