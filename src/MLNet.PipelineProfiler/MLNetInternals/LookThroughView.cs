using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace MLNet.PipelineProfiler;

/// <summary>A view that shows another one as it is. The ONNX converter, which walks back from view to view, walks through it.</summary>
/// <param name="shown">The other view.</param>
internal abstract class LookThroughView(IDataView shown) : IDataView, ITransformCanSaveOnnx
{
    /// <summary>The other view.</summary>
    protected IDataView Shown => shown;

    public DataViewSchema Schema => shown.Schema;

    public bool CanShuffle => shown.CanShuffle;

    IDataView IDataTransform.Source => shown;

    public long? GetRowCount() => shown.GetRowCount();

    public abstract DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    public abstract DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
        // it adds nothing to what it shows
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The probe is never part of a model.");
}
