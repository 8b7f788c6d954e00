using System.Net;
using System.Text;

namespace MLNet.Shared;

/// <summary>What an object shows of itself: headlines, lines, tables and pictures, said once and rendered for a console, as Markdown and as
/// HTML. Only HTML has the pictures.</summary>
internal sealed class Report
{
    private readonly List<(Part Part, string Text, TextTable? Table)> _parts = [];

    private enum Part { Headline, Line, Table, Picture }

    private IEnumerable<(Part Part, string Text, TextTable? Table)> InText => _parts.Where(part => part.Part != Part.Picture);

    public Report Headline(string text) => Append(Part.Headline, text);

    public Report Line(string text) => Append(Part.Line, text);

    public Report Picture(string svg, string caption) => Append(Part.Picture, EmbeddedPicture.Of(svg, caption));

    public Report Table(TextTable table) => Append(Part.Table, "", table);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (part, line, table) in InText)
        {
            if (part == Part.Headline && text.Length > 0) text.Append('\n');
            if (table is null) text.Append(line).Append('\n');
            else table.WriteTo(text);
        }
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var (part, line, table) in InText)
        {
            if (text.Length > 0) text.Append('\n');
            if (table is not null) table.WriteMarkdownTo(text);
            else if (part == Part.Headline) text.Append($"**{EscapeMarkdown(line)}**\n");
            else text.Append(EscapeMarkdown(line)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A fragment, to be put into any page.</summary>
    public string ToHtml()
    {
        var text = new StringBuilder("<div>");
        foreach (var (part, line, table) in _parts)
        {
            if (table is not null) table.WriteHtmlTo(text);
            else if (part == Part.Picture) text.Append(line);
            else if (part == Part.Headline) text.Append($"<p><b>{WebUtility.HtmlEncode(line)}</b></p>");
            else text.Append($"<p>{WebUtility.HtmlEncode(line)}</p>");
        }
        return text.Append("</div>").ToString();
    }

    /// <summary>Text as it is, also in the cell of a table.</summary>
    public static string EscapeMarkdown(string text)
        => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);

    private Report Append(Part part, string text, TextTable? table = null)
    {
        _parts.Add((part, text, table));
        return this;
    }
}
