using System.Net;
using System.Text;

namespace MLNet.Shared;

/// <summary>A picture within HTML.</summary>
internal static class EmbeddedPicture
{
    // Nbconvert and the viewer of GitHub take the elements out of an SVG that is an output or a part of one, but not out of an image's
    // address.
    public static string Of(string svg, string caption)
    {
        string address = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), text = WebUtility.HtmlEncode(caption);
        return $"<figure><img alt=\"{text}\" src=\"data:image/svg+xml;base64,{address}\"/><figcaption>{text}</figcaption></figure>";
    }
}
