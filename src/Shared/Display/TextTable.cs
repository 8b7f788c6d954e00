using System.Net;
using System.Text;

namespace MLNet.Shared;

/// <summary>A table, written once and rendered for a fixed-width font, as Markdown or as HTML. Text is aligned left, numbers
/// right.</summary>
internal sealed class TextTable(params TableColumn[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; a line break within a cell becomes a space.</summary>
    public void Add(params string[] cells) => _rows.Add(Array.ConvertAll(cells, cell => cell.ReplaceLineEndings(" ")));

    /// <summary>Columns in line, two spaces between them.</summary>
    public void WriteTo(StringBuilder text)
    {
        string[] headers = [.. columns.Select(column => column.Header)];
        int[] widths = [.. columns.Select(
            (column, i) => Math.Max(column.Header.Length, _rows.Select(row => row[i].Length).DefaultIfEmpty().Max()))];
        foreach (string[] row in _rows.Prepend(headers))
        {
            string line = string.Join("  ",
                row.Select((cell, i) => columns[i].IsText ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    public void WriteMarkdownTo(StringBuilder text)
    {
        Line(columns.Select(column => column.Header));
        text.Append('|').AppendJoin("", columns.Select(column => column.IsText ? "---|" : "--:|")).Append('\n');
        foreach (string[] row in _rows) Line(row);

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Report.EscapeMarkdown)).Append(" |\n");
    }

    /// <summary>A table without colours of its own, so that it suits a light page and a dark one.</summary>
    public void WriteHtmlTo(StringBuilder text)
    {
        text.Append("<table><thead>");
        Line("th", [.. columns.Select(column => column.Header)]);
        text.Append("</thead><tbody>");
        foreach (string[] row in _rows) Line("td", row);
        text.Append("</tbody></table>");

        void Line(string tag, string[] cells)
        {
            text.Append("<tr>");
            for (int i = 0; i < cells.Length; i++)
                text.Append(
                    $"<{tag} style=\"text-align:{(columns[i].IsText ? "left" : "right")}\">{WebUtility.HtmlEncode(cells[i])}</{tag}>");
            text.Append("</tr>");
        }
    }
}
