using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>The environment behind a catalog, which is what an <see cref="MLContext"/> hands to its own estimators.</summary>
internal static class HostEnvironments
{
    public static IHostEnvironment Of(TransformsCatalog.TextTransforms catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ((IInternalCatalog)catalog).Environment;
    }

    /// <summary>The catalog of transforms of an environment.</summary>
    public static TransformsCatalog TransformsOf(IHostEnvironment environment) => new(environment);

    /// <summary>The catalog of data operations of an environment.</summary>
    public static DataOperationsCatalog DataOf(IHostEnvironment environment) => new(environment);

    public static IHostEnvironment Of(BinaryClassificationCatalog.BinaryClassificationTrainers catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ((IInternalCatalog)catalog).Environment;
    }
}
