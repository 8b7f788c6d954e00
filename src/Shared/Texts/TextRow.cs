namespace MLNet.Shared;

/// <summary>A text of a file, or what is wrong in its place.</summary>
/// <param name="Number">The number of its line or row, from 1.</param>
/// <param name="Text">The text; it is not there where something is wrong.</param>
/// <param name="Failure">What is wrong, or null.</param>
internal readonly record struct TextRow(long Number, string? Text, BadTextException? Failure = null)
{
    /// <summary>The text, for those who go no further after a bad one.</summary>
    public string TextOrThrow => Failure is null ? Text! : throw Failure;
}
