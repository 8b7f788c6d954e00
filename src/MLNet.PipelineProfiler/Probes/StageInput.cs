using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler;

/// <summary>The probe in front of the first stage, for single rows.</summary>
internal sealed class StageInput(Recorder recorder) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IDataView Transform(IDataView input) => ProbeView.OfInput(recorder, input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
        => new ProbeMapper(new(recorder, recorder.Input, isRowToRow: false), inputSchema, null);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The probe is never part of a model.");
}
