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
        new Formatter("text/html",
            shown => shown is IPicture picture ? EmbeddedPicture.Of(picture.ToSvg(), picture.Caption) : shown.ToHtml()),
        new Formatter("image/svg+xml", shown => (shown as IPicture)?.ToSvg()),
    ];
#pragma warning restore CA1822

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
