using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.ML;

namespace MLNet.PipelineProfiler.Interactive;

/// <summary>The pipelines of a cell that begins with <c>#!profile</c>, whose calls of Fit and Transform are replaced by calls of this
/// class.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellPipelines
{
    private static readonly ConditionalWeakTable<KernelInvocationContext, List<Func<PipelineProfile>>> s_profiles = [];

    /// <summary>Fits a pipeline and profiles it.</summary>
    /// <typeparam name="TTransformer">What the pipeline fits.</typeparam>
    /// <param name="pipeline">Any estimator.</param>
    /// <param name="input">The training data.</param>
    /// <returns>What the pipeline fits.</returns>
    public static TTransformer Fit<TTransformer>(IEstimator<TTransformer> pipeline, IDataView input)
        where TTransformer : class, ITransformer
    {
        var profiled = pipeline.Profile();
        Add(profiled.GetProfile);
        return profiled.Fit(input).Model;
    }

    /// <summary>Transforms rows and profiles it.</summary>
    /// <typeparam name="TTransformer">The type of the model.</typeparam>
    /// <param name="model">Any transformer.</param>
    /// <param name="input">The rows.</param>
    /// <returns>What the model makes of them.</returns>
    public static IDataView Transform<TTransformer>(TTransformer model, IDataView input) where TTransformer : class, ITransformer
    {
        var profiled = model.Profile();
        Add(profiled.GetProfile);
        return profiled.Transform(input);
    }

    /// <summary>From now on the pipelines of the cell are profiled, and shown at its end.</summary>
    internal static void Profile(KernelInvocationContext cell)
    {
        List<Func<PipelineProfile>> profiles = [];
        s_profiles.AddOrUpdate(cell, profiles);
        cell.OnComplete(ended =>
        {
            foreach (var profile in profiles.Select(get => get()).Where(profile => profile.Activities.Count > 0)) ended.Display(profile);
        });
    }

    internal static bool AreProfiled(KernelInvocationContext cell) => s_profiles.TryGetValue(cell, out _);

    private static void Add(Func<PipelineProfile> profile)
    {
        if (KernelInvocationContext.Current is { } cell && s_profiles.TryGetValue(cell, out var profiles)) profiles.Add(profile);
    }
}
