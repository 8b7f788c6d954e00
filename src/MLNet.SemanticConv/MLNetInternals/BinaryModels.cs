using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>ML.NET's own binary models, which only ML.NET's own trainers may make.</summary>
internal static class BinaryModels
{
    /// <summary>The advice that trainers of this library give: features as they come, read once.</summary>
    public static TrainerInfo TrainerInfo { get; } = new(normalization: false, caching: false);

    public static LinearBinaryModelParameters Linear(IHostEnvironment env, ReadOnlySpan<float> weights, float bias)
        => new(env, new VBuffer<float>(weights.Length, weights.ToArray()), bias);

    /// <summary>A linear model whose scores are log-odds.</summary>
    public static CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> Logistic(
        IHostEnvironment env, ReadOnlySpan<float> weights, float bias)
        => new ParameterMixingCalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(
            env, Linear(env, weights, bias), new PlattCalibrator(env, -1, 0));

    public static BinaryPredictionTransformer<TModel> Transformer<TModel>(
        IHostEnvironment env, TModel model, DataViewSchema schema, string featureColumnName)
        where TModel : class => new((IHost)env, model, schema, featureColumnName);

    /// <summary>The shape of a schema with a binary trainer's output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The feature or the label column is missing or of another type.</exception>
    public static SchemaShape OutputShape(SchemaShape inputSchema, string featureColumnName, string labelColumnName, bool isCalibrated)
    {
        Check(featureColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single);
        Check(labelColumnName, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance);
        List<SchemaShape.Column> added =
        [
            new("Score", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false,
                new(AnnotationUtils.GetTrainerOutputAnnotation())),
            new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false,
                new(AnnotationUtils.GetTrainerOutputAnnotation())),
        ];
        if (isCalibrated)
        {
            added.Insert(1, new("Probability", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false,
                new(AnnotationUtils.GetTrainerOutputAnnotation(true))));
        }
        return new(inputSchema.Where(column => added.All(a => a.Name != column.Name)).Concat(added));

        void Check(string name, SchemaShape.Column.VectorKind kind, DataViewType item)
        {
            if (!inputSchema.TryFindColumn(name, out var column) || column.Kind != kind || !column.ItemType.Equals(item) || column.IsKey)
                throw new ArgumentOutOfRangeException(nameof(inputSchema),
                    $"The trainer needs a column '{name}' that is a {kind.ToString().ToLowerInvariant()} of {item}.");
        }
    }
}
