namespace MLNet.SemanticConv;

/// <summary>A part of the text and what the text has before it.</summary>
internal readonly record struct PlacedText(int TextPart, TextPosition Start);
