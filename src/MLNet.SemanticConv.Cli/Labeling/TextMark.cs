namespace MLNet.SemanticConv.Cli;

/// <summary>A part of a text that the page marks, in UTF-16 code units, as JavaScript counts.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct TextMark(int Start, int Length)
{
    public static TextMark Of(Range offset) => new(offset.Start.Value, offset.End.Value - offset.Start.Value);
}
