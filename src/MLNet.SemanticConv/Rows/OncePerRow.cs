using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>
/// Runs <paramref name="compute"/> once for each position of <paramref name="row"/>, however many consumers ask. ML.NET computes a
/// column anew for each of its consumers, and so would every stage upstream.
/// </summary>
internal sealed class OncePerRow(DataViewRow row, Action compute)
{
    private long _position = -1;

    public void Ensure()
    {
        if (_position == row.Position) return;
        compute();
        _position = row.Position;
    }
}
