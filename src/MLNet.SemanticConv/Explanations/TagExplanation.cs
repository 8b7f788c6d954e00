using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Why a model tags a text as it does: the words that carry each label, and those that count through the convolution.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">The labels explained, the most probable first.</param>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed record TagExplanation(string Text, IReadOnlyList<LabelExplanation> Labels) : IShown
{
    /// <summary>The explanation in words: for each label a line for each word of the text that adds to its score.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => ExplanationText.Write(this);

    /// <summary>For each label how its score comes about, and a table of what the words of the text count as, in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => ExplanationText.Report(this).ToMarkdown();

    /// <summary>
    /// The text once for each label, with the words that speak for it in blue and those against it in orange, the stronger the more they
    /// add, and a table of what they count as.
    /// </summary>
    /// <returns>A fragment of HTML with its styles, to be put into any page.</returns>
    public string ToHtml() => ExplanationHtml.Write(this);

    /// <summary>All numbers, as JSON: a name for each property, in camel case.</summary>
    /// <param name="indented">Whether it is laid out for people. The default value is <see langword="false"/>: one line.</param>
    /// <returns>A JSON object.</returns>
    public string ToJson(bool indented = false) => ExplanationJson.Write(this, indented);
}
