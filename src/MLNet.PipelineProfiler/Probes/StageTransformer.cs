using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>A transformer with a probe after it. It saves as the transformer does.</summary>
internal sealed class StageTransformer : ITransformer
{
    private readonly Probe _probe;
    private readonly ITransformer _transformer;

    private StageTransformer(Recorder recorder, Stage stage, ITransformer transformer)
    {
        (_probe, _transformer) = (new(recorder, stage, transformer.IsRowToRowMapper), transformer);
        stage.Transformer = transformer;
    }

    /// <summary>Puts a probe after a transformer, and after each part of a chain.</summary>
    public static ITransformer Wrap(Recorder recorder, int[] place, ITransformer transformer)
    {
        if (TransformerParts.Of(transformer) is { } links)
            return new TransformerChain<ITransformer>(
                [.. links.Select((link, i) => Wrap(recorder, [.. place, i + 1], link.Transformer))], links.Select(link => link.Scope));
        if (place.Length == 0) place = [1];
        return new StageTransformer(recorder, recorder.StageAt(place, () => StageNames.Of(transformer)), transformer);
    }

    public bool IsRowToRowMapper => _transformer.IsRowToRowMapper;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _transformer.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => Probe(input, _transformer.Transform);

    /// <summary>What the next estimator is fitted on.</summary>
    public IDataView TransformForTraining(IDataView input) => Probe(input, view => PipelineParts.TransformForTraining(_transformer, view));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        using var _ = _probe.Recorder.Measure(FrameKind.Bind, _probe.Stage, ProfiledActivity.Predict);
        var mapper = _transformer.GetRowToRowMapper(inputSchema);
        NoteColumns(inputSchema, mapper.OutputSchema);
        return new ProbeMapper(_probe, inputSchema, mapper);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _transformer.Save(ctx);

    private ProbeView Probe(IDataView input, Func<IDataView, IDataView> transform)
    {
        using var _ = _probe.Recorder.Measure(FrameKind.Bind, _probe.Stage, ProfiledActivity.Transform);
        var output = transform(input);
        NoteColumns(input.Schema, output.Schema);
        return ProbeView.After(_probe, output, input);
    }

    private void NoteColumns(DataViewSchema input, DataViewSchema output)
        => _probe.Stage.Columns = [.. output.Skip(input.Count).Select(column => column.Name).Distinct()];
}
