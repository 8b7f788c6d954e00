using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// The slot names of the columns that the stages of a pipeline make from input of one schema: thousands of words each, the same for every
/// row, so each column's are read once. Any number of threads may ask at once.
/// </summary>
internal sealed class StageSlotNames
{
    private readonly ConcurrentDictionary<(int View, int Column), string[]?> _names = [];

    /// <summary>The names of a column's slots, or null where they have none.</summary>
    /// <param name="view">How many stages have been applied to the data.</param>
    /// <param name="column">The column.</param>
    public string[]? Of(int view, DataViewSchema.Column column)
        => _names.GetOrAdd((view, column.Index), static (_, args) => args.Self.Read(args.Column), (Self: this, Column: column));

    public static bool AreSame(string[]? names, string[]? others)
        => ReferenceEquals(names, others) || (names != null && others != null && names.AsSpan().SequenceEqual(others));

    // Most stages keep the names of their input: equal ones are one array, which takes its memory once and is compared at once.
    private string[]? Read(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames()) return null;
        string[] names = Columns.SlotNames(column);
        return _names.Values.FirstOrDefault(known => AreSame(known, names)) ?? names;
    }
}
