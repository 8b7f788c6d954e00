namespace MLNet.SemanticConv;

/// <summary>A block of the corpus that has been read.</summary>
/// <param name="Number">How many blocks come before it.</param>
/// <param name="Words">The numbers of its words as they were counted, and <see cref="EncodedText.SentenceEnd"/>.</param>
/// <param name="Rows">For each number the row of the word in the vocabulary, or −1.</param>
internal readonly record struct KeptBlock(long Number, int[] Words, int[] Rows);
