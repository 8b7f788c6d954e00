using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Platt's calibration of the scores of trainers that give no probabilities, by ML.NET's own calibrator.</summary>
internal static class PlattScaling
{
    /// <summary>Fits p = 1 / (1 + exp(slope · score + offset)).</summary>
    /// <param name="scores">A score for each row.</param>
    /// <param name="positive">Whether the row has the label.</param>
    public static PlattSigmoid Fit(float[] scores, bool[] positive)
    {
        var view = new InMemoryView(scores.Length,
            InMemoryView.Column("Score", NumberDataViewType.Single, scores), InMemoryView.Column("Label", BooleanDataViewType.Instance, positive));
        // Nothing here is random, and an environment of its own keeps labels that are calibrated at once apart.
        IPredictionTransformer<PlattCalibrator> fitted = new MLContext(seed: 0).BinaryClassification.Calibrators.Platt().Fit(view);
        return new(fitted.Model.Slope, fitted.Model.Offset);
    }
}
