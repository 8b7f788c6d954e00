using System.Globalization;
using System.Net;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>A map of words as an SVG picture on white, so that it can be read wherever it is put.</summary>
internal static class WordMapSvg
{
    private const double Width = 720, Height = 480, Border = 24, Radius = 4, FontSize = 13;

    public static string Write(WordMap map)
    {
        var places = PictureScale.Pixels([.. map.Points.Select(point => (point.X, point.Y))], Width, Height, Border);
        var labels = LabelPlacement.Place(places, [.. map.Points.Select(point => point.Word)], FontSize, Radius, Width, Height);
        var svg = new StringBuilder()
            .Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" "))
            .Append(Invariant($"width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"{FontSize}\">"))
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        for (int i = 0; i < places.Count; i++)
        {
            string color = PictureColors.Of(map.Points[i].Group), word = WebUtility.HtmlEncode(map.Points[i].Word);
            svg.Append(Invariant($"<circle cx=\"{places[i].X:F1}\" cy=\"{places[i].Y:F1}\" r=\"{Radius}\" fill=\"{color}\">"))
                .Append($"<title>{word}</title></circle>");
            if (labels[i] is { } label)
                svg.Append(Invariant($"<text x=\"{label.X:F1}\" y=\"{label.Y + FontSize * 0.35:F1}\" text-anchor=\"middle\" "))
                    .Append($"fill=\"{color}\">{word}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
