using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>Trains each label with a trainer of ML.NET's of its own: one that a factory makes, or a copy.</summary>
internal sealed class StockLearner<TModel> : BinaryLearner
    where TModel : class
{
    private readonly Func<TrainingHost, InMemoryView, TModel> _fit;
    private readonly TrainerColumns _columns;
    private readonly string? _weight;
    private readonly bool _balanced;

    /// <param name="trainer">The trainer, which is copied for each label.</param>
    /// <param name="balanced">Whether the classes of each label weigh the same.</param>
    /// <exception cref="NotSupportedException">They shall, and the trainer knows no example weights.</exception>
    public StockLearner(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer, bool balanced)
        : this(TrainerColumns.Of(trainer), balanced)
    {
        var weighted = WithWeights(trainer);
        _fit = (host, view) => host.CopyTrainer(weighted).Fit(view).Model;
    }

    /// <param name="create">Makes a trainer for each label.</param>
    /// <param name="first">One that it has made.</param>
    /// <param name="balanced">Whether the classes of each label weigh the same.</param>
    /// <exception cref="NotSupportedException">They shall, and the trainer knows no example weights.</exception>
    public StockLearner(
        Func<MLContext, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>> create,
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> first,
        bool balanced) : this(TrainerColumns.Of(first), balanced)
    {
        WithWeights(first);
        _fit = (host, view) => host.InContext(context => WithWeights(create(context)).Fit(view).Model);
    }

    private StockLearner(TrainerColumns columns, bool balanced)
    {
        (_columns, _balanced, _fit) = (columns, balanced, null!);
        _weight = columns.Weight ?? (balanced ? columns.NewName : null);
    }

    public override string? WeightColumnName => _columns.Weight;

    public override LabelModel[] Train(TrainingRows data, int[]? rows, ReadOnlySpan<int> labels, TrainingHost host)
    {
        bool[] flags = data.Labels.Flags(labels[0], rows);
        var features = InMemoryView.Column(_columns.Features, data.Features, rows);
        var label = InMemoryView.Column(_columns.Label, BooleanDataViewType.Instance, flags);
        var view = _weight is null
            ? new InMemoryView(flags.Length, features, label)
            : new InMemoryView(flags.Length, features, label,
                InMemoryView.Column(_weight, NumberDataViewType.Single, WeightsOf(data.Weights, rows, flags)));
        return [ToLabelModel(_fit(host, view))];
    }

    private ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> WithWeights(
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
        => _weight == _columns.Weight ? trainer : TrainerWeights.ReadFrom(trainer, _weight!);

    private static LabelModel ToLabelModel(object model) => model switch
    {
        LinearModelParameters linear => LinearLabelModel.FromDense([.. linear.Weights], linear.Bias, null),
        CalibratedModelParametersBase { SubModel: LinearModelParameters linear, Calibrator: PlattCalibrator { Slope: <= 0 } platt }
            => LinearLabelModel.FromDense([.. linear.Weights], linear.Bias, new(platt.Slope, platt.Offset)),
        // A probability that falls as the score rises is none: the scores are calibrated with those of the other labels.
        CalibratedModelParametersBase { SubModel: LinearModelParameters linear, Calibrator: PlattCalibrator }
            => LinearLabelModel.FromDense([.. linear.Weights], linear.Bias, null),
        CalibratedModelParametersBase { SubModel: { } scorer, Calibrator: PlattCalibrator { Slope: > 0 } } =>
            new StockLabelModel(new(scorer)),
        _ => new StockLabelModel(new(model)),
    };

    private float[] WeightsOf(float[]? given, int[]? rows, bool[] positive)
    {
        int positives = positive.AsSpan().Count(true);
        var (ofPositive, ofNegative) = _balanced ? ClassWeights.Balanced(positives, positive.Length) : (1, 1);
        float[] weights = new float[positive.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(positive[i] ? ofPositive : ofNegative) * (given is null ? 1 : given[rows is null ? i : rows[i]]);
        return weights;
    }
}
