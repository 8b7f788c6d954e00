using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Internal;

/// <summary>
/// What an added column holds in the row that a cursor stands at. A consumer that is alone has it computed into its own memory; for several
/// it is computed once a row, and each gets a copy.
/// </summary>
internal sealed class ColumnValue
{
    private readonly Computation _compute;
    private readonly OncePerRow _once;
    private VBuffer<float> _kept;
    private int _consumers;

    public ColumnValue(DataViewRow row, Computation compute)
    {
        _compute = compute;
        _once = new(row, () => compute(ref _kept));
    }

    public delegate void Computation(ref VBuffer<float> value);

    /// <summary>The getter for one more consumer.</summary>
    public ValueGetter<VBuffer<float>> AddConsumer()
    {
        _consumers++;
        return Get;
    }

    private void Get(ref VBuffer<float> value)
    {
        if (_consumers == 1)
        {
            _compute(ref value);
            return;
        }
        _once.Ensure();
        _kept.CopyTo(ref value);
    }
}
