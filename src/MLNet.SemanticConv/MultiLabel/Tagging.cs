using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>What a model says about a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">The labels it is given, the most probable first.</param>
/// <param name="Best">The five most probable labels, given or not.</param>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed record Tagging(string Text, IReadOnlyList<ScoredLabel> Labels, IReadOnlyList<ScoredLabel> Best) : IShown
{
    /// <summary>The text and the labels in question, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => Report().ToText();

    /// <summary>The same in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => Report().ToMarkdown();

    /// <summary>The same in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => Report().ToHtml();

    private Report Report()
    {
        var table = new TextTable(TableColumn.Text("label"), "probability", TableColumn.Text("given"));
        foreach (var label in Labels.Union(Best))
            table.Add(label.Label, label.Probability.ToString("F3", CultureInfo.InvariantCulture), Labels.Contains(label) ? "yes" : "");
        return new Report().Line($"\"{Text}\"").Table(table);
    }
}
