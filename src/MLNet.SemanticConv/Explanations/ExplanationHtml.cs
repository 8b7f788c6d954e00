using System.Globalization;
using System.Net;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>Explanations as a web page or a notebook shows them.</summary>
internal static class ExplanationHtml
{
    // Blue and orange can be told apart by everybody; at most this opaque, the text stays legible on white and on black.
    private const string For = "64,140,230", Against = "235,130,30";
    private const double MostOpaque = 0.6;

    public static string Write(TagExplanation explanation)
    {
        var html = new StringBuilder("<div>");
        foreach (var label in explanation.Labels) Append(html, explanation.Text, label);
        return html.Append("</div>").ToString();
    }

    private static void Append(StringBuilder html, string text, LabelExplanation label)
    {
        string headline = ExplanationText.Headline(label);
        html.Append($"<p><b>{Encode(label.Label)}</b>{Encode(headline[label.Label.Length..])}</p>");
        html.Append("<blockquote style=\"line-height:1.8\">");
        int end = 0;
        foreach (var (offset, mark) in Marks(label))
        {
            int start = Math.Max(end, offset.Start.Value);   // the second character of a pair is the first of the next
            html.Append(Encode(text[end..start])).Append(mark).Append(Encode(text[start..offset.End])).Append("</mark>");
            end = offset.End.Value;
        }
        html.Append(Encode(text[end..])).Append("</blockquote>");
        if (label.Words.Count > 0) ExplanationText.Words(label).WriteHtmlTo(html);
    }

    /// <summary>The opening tag of each part of the text that adds to the label's score; the words of an n-gram share what it
    /// adds.</summary>
    private static IEnumerable<(Range Offset, string Mark)> Marks(LabelExplanation label)
    {
        var scores = (from word in label.Words
                      from offset in word.Offsets
                      group word.Score / WordExplanation.PartsOf(word.Word).Length by offset into same
                      let score = same.Sum()
                      where score != 0
                      orderby same.Key.Start.Value
                      select (Offset: same.Key, Score: score)).ToArray();
        double most = scores.Select(word => Math.Abs(word.Score)).DefaultIfEmpty().Max();
        return scores.Select(word => (word.Offset, Mark(word.Score, most)));
    }

    private static string Mark(double score, double most)
    {
        string opacity = (MostOpaque * Math.Abs(score) / most).ToString("0.00", CultureInfo.InvariantCulture);
        return $"<mark style=\"background:rgba({(score > 0 ? For : Against)},{opacity});color:inherit\" "
            + $"title=\"{ExplanationText.Signed(score)}\">";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
