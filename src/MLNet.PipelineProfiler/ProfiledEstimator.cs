using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>A pipeline that fits what it would fit anyway, and records what each of its stages takes.</summary>
/// <typeparam name="TTransformer">What the pipeline fits.</typeparam>
/// <remarks>
/// <format type="text/markdown"><![CDATA[
/// ### Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | As the pipeline does |
/// | Input and output columns | Those of the pipeline |
/// ]]></format>
/// </remarks>
public sealed class ProfiledEstimator<TTransformer> : IEstimator<ProfiledTransformer<TTransformer>> where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _pipeline;
    private readonly Recorder _recorder;
    private readonly StagePlan _plan;

    internal ProfiledEstimator(IEstimator<TTransformer> pipeline, ProfileOptions? options, CallSite callSite)
    {
        _pipeline = pipeline;
        _recorder = new(options ?? new());
        _plan = StagePlan.Of(_recorder, [], pipeline);
        SourceLines.Assign(_recorder, callSite);
        Telemetry.Add(_recorder);
    }

    /// <summary>Fits the pipeline.</summary>
    /// <param name="input">The training data.</param>
    /// <returns>The fitted pipeline, which goes on recording into the same profile; its <see cref="ProfiledTransformer{T}.Model"/> does not
    /// record.</returns>
    public ProfiledTransformer<TTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!_recorder.IsOn)
        {
            var model = _pipeline.Fit(input);
            return new(model, _plan.Wrap(model), _recorder);
        }
        using var _ = _recorder.Measure(FrameKind.Activity, _recorder.Caller, ProfiledActivity.Fit);
        var fitted = _plan.Fit(ProbeView.OfInput(_recorder, input), out IDataView _);
        return new((TTransformer)fitted, _plan.Wrap(fitted), _recorder);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _pipeline.GetOutputSchema(inputSchema);

    /// <summary>What has been recorded so far, by the fits and by the models that they made.</summary>
    public PipelineProfile GetProfile() => ProfileBuilder.Build(_recorder);
}
