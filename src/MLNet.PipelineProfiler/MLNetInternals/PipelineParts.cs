using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>What ML.NET's chains of estimators consist of, which they do not expose.</summary>
internal static class PipelineParts
{
    /// <summary>One link of an estimator chain.</summary>
    public readonly record struct Link(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool IsCached);

    /// <summary>The links of an <see cref="EstimatorChain{TLastTransformer}"/>, or null where the estimator is none that can be taken
    /// apart.</summary>
    public static Link[]? Of(IEstimator<ITransformer> estimator)
        => IsGeneric(estimator.GetType(), typeof(EstimatorChain<>))
        && Field(estimator, "_estimators") is IEstimator<ITransformer>[] { Length: > 0 } estimators
        && Field(estimator, "_scopes") is TransformerScope[] scopes && scopes.Length == estimators.Length
        && Field(estimator, "_needCacheAfter") is bool[] cached && cached.Length == estimators.Length
            ? [.. estimators.Select((part, i) => new Link(part, scopes[i], cached[i]))]
            : null;

    /// <summary>A chain of the type that <paramref name="estimator"/>, an estimator chain, fits.</summary>
    public static ITransformer Chain(
        IEstimator<ITransformer> estimator, IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        var type = typeof(TransformerChain<>).MakeGenericType(estimator.GetType().GetGenericArguments());
        return (ITransformer)Activator.CreateInstance(type, transformers, scopes)!;
    }

    /// <summary>What the next estimator of a chain is fitted on: target encoding holds out each row's own label there.</summary>
    public static IDataView TransformForTraining(ITransformer transformer, IDataView input)
        => transformer is ITransformerWithDifferentMappingAtTrainingTime other
            ? other.TransformForTrainingPipeline(input)
            : transformer.Transform(input);

    /// <summary>Complains, before anything is fitted, about columns that an estimator will not find.</summary>
    public static void CheckSchema(IEstimator<ITransformer> estimator, DataViewSchema input)
        => estimator.GetOutputSchema(SchemaShape.Create(input));

    private static object? Field(object owner, string name)
        => owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner);

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
