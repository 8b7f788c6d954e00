using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>A fitted pipeline that gives the same rows, bit for bit, and records what each of its stages takes. When saved, it is the
/// pipeline itself.</summary>
/// <typeparam name="TTransformer">The fitted pipeline.</typeparam>
public sealed class ProfiledTransformer<TTransformer> : ITransformer, IDisposable where TTransformer : class, ITransformer
{
    private readonly ITransformer _probed;
    private readonly Recorder _recorder;

    internal ProfiledTransformer(TTransformer model, ITransformer probed, Recorder recorder)
        => (Model, _probed, _recorder) = (model, probed, recorder);

    /// <summary>The fitted pipeline, which records nothing.</summary>
    public TTransformer Model { get; }

    bool ITransformer.IsRowToRowMapper => Model.IsRowToRowMapper;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Model.GetOutputSchema(inputSchema);

    /// <summary>Transforms data, lazily: what it takes is recorded as the rows are read.</summary>
    /// <param name="input">The data.</param>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _recorder.IsOn ? _probed.Transform(ProbeView.OfInput(_recorder, input)) : Model.Transform(input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        if (!_recorder.IsOn) return ((ITransformer)Model).GetRowToRowMapper(inputSchema);
        var input = new StageInput(_recorder);
        return ((ITransformer)new TransformerChain<ITransformer>(input, _probed)).GetRowToRowMapper(inputSchema);
    }

    /// <summary>What has been recorded so far.</summary>
    public PipelineProfile GetProfile() => ProfileBuilder.Build(_recorder);

    /// <summary>Disposes of the model.</summary>
    public void Dispose() => (Model as IDisposable)?.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => Model.Save(ctx);
}
