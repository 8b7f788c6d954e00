namespace MLNet.Shared;

/// <summary>An object that shows itself: in a console by <see cref="object.ToString"/>, as Markdown, and as HTML in a notebook.</summary>
internal interface IShown
{
    string ToMarkdown();

    /// <summary>A fragment, to be put into any page.</summary>
    string ToHtml();
}
