namespace MLNet.SemanticConv;

/// <summary>In which order skip-gram applies its gradients. CBOW makes one step a window in either case.</summary>
public enum Word2VecUpdate
{
    /// <summary>
    /// All pairs of a window share their negative samples and are updated at once, so that a window is three small matrix products
    /// (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed Memory"). Several times faster, of equal quality.
    /// </summary>
    WindowBatch,

    /// <summary>One pair at a time, each with negative samples of its own: the order of the original program.</summary>
    Exact,
}
