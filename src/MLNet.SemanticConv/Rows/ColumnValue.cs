using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// What an added column holds in the row that a cursor is at. A consumer that is alone has it computed into its own memory; for several
/// it is computed once a row, and each gets a copy.
/// </summary>
/// <typeparam name="T">What its vectors hold.</typeparam>
internal sealed class ColumnValue<T>
{
    private readonly Computation _compute;
    private readonly OncePerRow _once;
    private VBuffer<T> _kept;
    private int _consumers;

    public ColumnValue(DataViewRow row, Computation compute)
    {
        _compute = compute;
        _once = new(row, () => compute(ref _kept));
    }

    public delegate void Computation(ref VBuffer<T> value);

    /// <summary>The getter for one more consumer.</summary>
    public ValueGetter<VBuffer<T>> AddConsumer()
    {
        _consumers++;
        return Get;
    }

    private void Get(ref VBuffer<T> value)
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
