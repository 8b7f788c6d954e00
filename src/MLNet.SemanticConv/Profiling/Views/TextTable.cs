using System.Text;

namespace MLNet.SemanticConv.Profiling;

/// <summary>Columns of text for a fixed-width font: numbers to the right, the last column to the left.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [headers];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void WriteTo(StringBuilder text)
    {
        int[] widths = [.. headers.Select((_, i) => _rows.Max(row => row[i].Length))];
        foreach (string[] row in _rows)
        {
            for (int i = 0; i < row.Length - 1; i++) text.Append(row[i].PadLeft(widths[i])).Append("  ");
            text.Append(row[^1]).Append('\n');
        }
    }
}
