using System.Collections;
using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>The neighbours of a word, the nearest first. It is shown as a table: in a console, in a notebook, as Markdown.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class NeighborList : IReadOnlyList<Neighbor>, IShown
{
    private readonly string _of, _measure;
    private readonly Neighbor[] _neighbors;

    internal NeighborList(string of, string measure, Neighbor[] neighbors) => (_of, _measure, _neighbors) = (of, measure, neighbors);

    /// <summary>The number of neighbours.</summary>
    public int Count => _neighbors.Length;

    /// <summary>A neighbour.</summary>
    /// <param name="index">From 0, the nearest, to <see cref="Count"/> − 1.</param>
    public Neighbor this[int index] => _neighbors[index];

    /// <inheritdoc/>
    public IEnumerator<Neighbor> GetEnumerator() => ((IEnumerable<Neighbor>)_neighbors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each neighbour, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => Report().ToText();

    /// <summary>The same table in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => Report().ToMarkdown();

    /// <summary>The same table in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => Report().ToHtml();

    private Report Report()
    {
        var table = new TextTable(TableColumn.Text(_of), _measure);
        foreach (var neighbor in _neighbors) table.Add(neighbor.Word, neighbor.Similarity.ToString("F3", CultureInfo.InvariantCulture));
        return new Report().Table(table);
    }
}
