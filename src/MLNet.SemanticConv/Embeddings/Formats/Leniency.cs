namespace MLNet.SemanticConv;

/// <summary>How forgiving a reader is towards files that other programs wrote, see <see cref="WordVectors.Load"/>.</summary>
internal readonly record struct Leniency(UnicodeErrors UnicodeErrors, bool KeepFirstOfDuplicates);
