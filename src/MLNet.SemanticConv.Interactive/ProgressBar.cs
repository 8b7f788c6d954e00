using System.Globalization;
using System.Net;

namespace MLNet.SemanticConv.Interactive;

/// <summary>How far a call is.</summary>
/// <param name="Step">What it is busy with, in words.</param>
/// <param name="Done">The part of the step that is done, from 0 to 1; null where it is not known.</param>
internal sealed record ProgressBar(string Step, double? Done)
{
    public string ToHtml()
    {
        string value = Done is { } done ? string.Create(CultureInfo.InvariantCulture, $" value=\"{done:0.###}\"") : "";
        return $"<progress max=\"1\"{value}></progress> {WebUtility.HtmlEncode(ToString())}";
    }

    public override string ToString() => Done is { } done ? string.Create(CultureInfo.InvariantCulture, $"{Step}, {100 * done:0} %") : Step;
}
