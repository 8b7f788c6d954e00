namespace MLNet.SemanticConv.Serving;

/// <summary>A text to tag: the body of a request, or a line of a stream.</summary>
/// <param name="Text">The text.</param>
internal sealed record TagRequest(string Text);
