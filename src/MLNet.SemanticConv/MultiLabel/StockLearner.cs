using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>Trains each label with a copy of a trainer of ML.NET's.</summary>
internal sealed class StockLearner<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer) : BinaryLearner
    where TModel : class
{
    private readonly TrainerColumns _columns = TrainerColumns.Of(trainer);
    private readonly Lock _shared = new();

    public override string? WeightColumnName => _columns.Weight;

    public override LabelModel[] Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host)
    {
        bool[] flags = data.Labels.Flags(labels[0], rows);
        var features = InMemoryView.Column(_columns.Features, data.Features, rows);
        var label = InMemoryView.Column(_columns.Label, BooleanDataViewType.Instance, flags);
        var view = data.Weights is null
            ? new InMemoryView(flags.Length, features, label)
            : new InMemoryView(flags.Length, features, label,
                InMemoryView.Column(_columns.Weight!, NumberDataViewType.Single, WeightsOf(data.Weights, rows)));
        return [ToLabelModel(Fit(view, host).Model)];
    }

    private BinaryPredictionTransformer<TModel> Fit(InMemoryView view, TrainingHost host)
    {
        if (host.CopyTrainer(trainer) is { } copy) return copy.Fit(view);
        lock (_shared) return trainer.Fit(view);   // a trainer that is not of ML.NET's making may keep state between its fields
    }

    private static LabelModel ToLabelModel(object model) => model switch
    {
        LinearModelParameters linear => LinearLabelModel.FromDense([.. linear.Weights], linear.Bias, null),
        CalibratedModelParametersBase { SubModel: LinearModelParameters linear, Calibrator: PlattCalibrator platt }
            => LinearLabelModel.FromDense([.. linear.Weights], linear.Bias, new(platt.Slope, platt.Offset)),
        _ => new StockLabelModel(new(model)),
    };

    private static float[] WeightsOf(float[] weights, int[]? rows) => rows is null ? weights : Array.ConvertAll(rows, row => weights[row]);
}
