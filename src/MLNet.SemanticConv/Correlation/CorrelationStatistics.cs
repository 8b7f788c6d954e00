using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>What a <see cref="CorrelationMatrix"/> looks like; entries on the diagonal do not count.</summary>
/// <param name="Slots">The number of slots, V.</param>
/// <param name="SlotsWithNeighbors">How many of them add to another word.</param>
/// <param name="Neighbors">How many entries there are.</param>
/// <param name="MostNeighbors">The most that a slot has.</param>
/// <param name="MeanWeight">The mean weight of the entries, or 0 where there are none.</param>
/// <param name="Hubs">The words that most slots add to, with the number of those; most first, equal ones in the order of the slots.</param>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed record CorrelationStatistics(
    int Slots, int SlotsWithNeighbors, int Neighbors, int MostNeighbors, double MeanWeight, IReadOnlyList<(string Word, int Slots)> Hubs)
    : IShown
{
    /// <summary>The mean number of neighbours of a slot that has any, or 0 where none has.</summary>
    public double NeighborsPerSlot => SlotsWithNeighbors == 0 ? 0 : (double)Neighbors / SlotsWithNeighbors;

    /// <summary>Size and weights in a line and the hubs in a table, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => Report().ToText();

    /// <summary>The same in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => Report().ToMarkdown();

    /// <summary>The same in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => Report().ToHtml();

    internal static CorrelationStatistics Of(CorrelationMatrix matrix, int hubs)
    {
        int[] incoming = new int[matrix.Size];
        int touched = 0, neighbors = 0, most = 0;
        double weight = 0;
        for (int row = 0; row < matrix.Size; row++)
        {
            var columns = matrix.Columns(row);
            int ofRow = 0;
            for (int i = 0; i < columns.Length; i++)
            {
                if (columns[i] == row) continue;
                incoming[columns[i]]++;
                weight += matrix.Weights(row)[i];
                ofRow++;
            }
            if (ofRow > 0) touched++;
            neighbors += ofRow;
            most = Math.Max(most, ofRow);
        }
        var largest = Enumerable.Range(0, matrix.Size)
            .Where(slot => incoming[slot] > 0)
            .OrderByDescending(slot => incoming[slot])
            .Take(hubs)
            .Select(slot => (matrix.Vocabulary[slot], incoming[slot]));
        return new(matrix.Size, touched, neighbors, most, neighbors == 0 ? 0 : weight / neighbors, [.. largest]);
    }

    private Report Report()
    {
        var report = new Report().Line(string.Create(CultureInfo.InvariantCulture,
            $"{Figures.Counted(Slots, "slot")}, {SlotsWithNeighbors:N0} with neighbours: "
            + $"{NeighborsPerSlot:F1} on average, {MostNeighbors} at most, of mean weight {MeanWeight:F3}"));
        if (Hubs.Count == 0) return report;
        var table = new TextTable(TableColumn.Text("word"), "slots that add to it");
        foreach (var (word, slots) in Hubs) table.Add(word, slots.ToString("N0", CultureInfo.InvariantCulture));
        return report.Table(table);
    }
}
