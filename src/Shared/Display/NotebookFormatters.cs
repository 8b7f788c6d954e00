using System.Net;
using System.Text;

namespace MLNet.Shared;

/// <summary>How a notebook shows an <see cref="IShown"/>, by the convention that <see cref="TypeFormatterSourceAttribute"/> tells
/// of.</summary>
internal sealed class NotebookFormatters
{
#pragma warning disable CA1822 // the kernel calls it on an instance
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new Formatter("text/plain", shown => shown.ToString()),
        new Formatter("text/markdown", shown => shown.ToMarkdown()),
        new Formatter("text/html", shown => shown is IPicture picture ? Embed(picture) : shown.ToHtml()),
        new Formatter("image/svg+xml", shown => (shown as IPicture)?.ToSvg()),
    ];
#pragma warning restore CA1822

    // Nbconvert and the viewer of GitHub take the elements out of an SVG that is an output or a part of one, but not out of an image's
    // address.
    private static string Embed(IPicture picture)
    {
        string svg = Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.ToSvg())), caption = WebUtility.HtmlEncode(picture.Caption);
        return $"<figure><img alt=\"{caption}\" src=\"data:image/svg+xml;base64,{svg}\"/><figcaption>{caption}</figcaption></figure>";
    }

    internal sealed class Formatter(string mimeType, Func<IShown, string?> format)
    {
        public string MimeType => mimeType;

        /// <returns>Whether the object can be shown so.</returns>
        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not IShown shown || format(shown) is not { } text) return false;
            writer.Write(text);
            return true;
        }
    }
}
