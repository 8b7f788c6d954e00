namespace MLNet.SemanticConv;

/// <summary>
/// What word2vec predicts from what (Mikolov et al. 2013, "Efficient Estimation of Word Representations in Vector Space").
/// </summary>
public enum Word2VecArchitecture
{
    /// <summary>
    /// Each word of a window on its own predicts the word in its middle: slower, better for rare words and small corpora.
    /// </summary>
    SkipGram,

    /// <summary>The mean of the window's words predicts the word in its middle: faster.</summary>
    Cbow,
}
