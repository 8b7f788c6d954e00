using System.Runtime.CompilerServices;
using MLNet.PipelineProfiler;

namespace Microsoft.ML;

/// <summary>Shows where the time and the memory of a pipeline go.</summary>
public static class PipelineProfilingExtensions
{
    /// <summary>Profiles a pipeline: fit it as before, then call <c>GetProfile</c>.</summary>
    /// <typeparam name="TTransformer">What the pipeline fits.</typeparam>
    /// <param name="pipeline">Any estimator; a chain is measured stage by stage.</param>
    /// <param name="options">What to measure; null for the defaults.</param>
    /// <param name="expression">The text of <paramref name="pipeline"/>, which the compiler fills in.</param>
    /// <param name="file">The source file, which the compiler fills in.</param>
    /// <param name="line">The source line, which the compiler fills in.</param>
    /// <returns>An estimator that fits the same model, bit for bit.</returns>
    /// <example>
    /// <code>
    /// var profiled = pipeline.Profile();
    /// var model = profiled.Fit(train);
    /// _ = model.Transform(test).Preview();
    /// Console.WriteLine(profiled.GetProfile());
    /// </code>
    /// </example>
    public static ProfiledEstimator<TTransformer> Profile<TTransformer>(
        this IEstimator<TTransformer> pipeline,
        ProfileOptions? options = null,
        [CallerArgumentExpression(nameof(pipeline))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new(pipeline, options, new(expression, file, line));
    }

    /// <summary>Profiles a fitted or loaded model.</summary>
    /// <typeparam name="TTransformer">The type of the model.</typeparam>
    /// <param name="model">Any transformer; a chain is measured stage by stage.</param>
    /// <param name="options">What to measure; null for the defaults.</param>
    /// <returns>A transformer that gives the same rows, bit for bit.</returns>
    /// <example>
    /// <code>
    /// var profiled = ml.Model.Load("models/reviews.zip", out _).Profile();
    /// var engine = ml.Model.CreatePredictionEngine&lt;Review, Tags&gt;(profiled);
    /// </code>
    /// </example>
    public static ProfiledTransformer<TTransformer> Profile<TTransformer>(this TTransformer model, ProfileOptions? options = null)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(model);
        var recorder = new Recorder(options ?? new());
        Telemetry.Add(recorder);
        return new(model, StageTransformer.Wrap(recorder, [], model), recorder);
    }
}
