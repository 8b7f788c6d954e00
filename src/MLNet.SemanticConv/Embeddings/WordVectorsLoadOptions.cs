namespace MLNet.SemanticConv;

/// <summary>How forgiving <see cref="WordVectors.Load(string, WordVectorsLoadOptions)"/> is towards files that other programs wrote.</summary>
/// <remarks>
/// word2vec's original program cuts long words at a fixed number of bytes, within a character if need be, and files that were put together from
/// several hold some words twice.
/// </remarks>
public sealed record WordVectorsLoadOptions
{
    /// <summary>
    /// What becomes of words that are not valid UTF-8. Two that become equal are duplicates, see <see cref="KeepFirstOfDuplicates"/>. The default
    /// value is <see cref="UnicodeErrors.Strict"/>.
    /// </summary>
    public UnicodeErrors UnicodeErrors { get; init; }

    /// <summary>Whether a word that the file holds several times has the first of its vectors; otherwise the file is refused. The default value is false.</summary>
    public bool KeepFirstOfDuplicates { get; init; }
}
