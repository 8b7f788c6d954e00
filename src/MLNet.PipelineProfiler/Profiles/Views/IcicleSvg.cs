using System.Text;

namespace MLNet.PipelineProfiler;

/// <summary>An <see cref="Icicle"/> as a picture, for where styles are taken away: notebooks that were not run by who reads them, and
/// GitHub.</summary>
internal static class IcicleSvg
{
    private const int Width = 900;
    private const double LeastWidthOfText = 12;

    public static string Write(Icicle icicle)
    {
        var svg = new StringBuilder()
            .Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {icicle.Height}\" ")
            .Append($"width=\"{Width}\" height=\"{icicle.Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        foreach (var box in icicle.Boxes)
        {
            // an inner picture cuts its text off at its edges
            double width = Width * box.Width / 100;
            string x = HtmlView.Number(Width * box.Left / 100), outer = HtmlView.Number(width);
            string inner = HtmlView.Number(Math.Max(width - 1, 0.5));
            svg.Append($"<svg x=\"{x}\" y=\"{Icicle.RowHeight * box.Row}\" width=\"{outer}\" height=\"{Icicle.RowHeight}\">")
                .Append($"<rect width=\"{inner}\" height=\"{Icicle.RowHeight - 1}\" rx=\"3\" fill=\"{box.Color}\"/>");
            if (width >= LeastWidthOfText) svg.Append($"<text x=\"4\" y=\"14\" fill=\"#1c1c1c\">{HtmlView.Encode(box.Name)}</text>");
            svg.Append("</svg>");
        }
        return svg.Append("</svg>").ToString();
    }
}
