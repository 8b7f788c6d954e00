namespace MLNet.SemanticConv;

/// <summary>
/// A unit of work: the pairs of a stretch of the corpus with the input word in one part and the output word in another. Whoever trains it
/// needs these two parts of the matrices and nothing else, and what comes out depends on them, on the bucket and on the settings alone.
/// </summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Stretch">The number of the stretch in the epoch, from 0.</param>
/// <param name="InputPart">The part of the input words.</param>
/// <param name="OutputPart">The part of the output words and the negative samples.</param>
/// <param name="Runs">The pairs, in the order of the corpus.</param>
internal sealed record Bucket(int Epoch, long Stretch, int InputPart, int OutputPart, IReadOnlyList<PairRun> Runs);

/// <summary>Pairs that are trained with one learning rate.</summary>
internal readonly record struct PairRun(float Rate, ReadOnlyMemory<RowPair> Pairs);
