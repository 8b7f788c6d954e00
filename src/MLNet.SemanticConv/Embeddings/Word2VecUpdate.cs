namespace MLNet.SemanticConv;

/// <summary>In which order skip-gram applies its gradients. CBOW makes one step a window in either case.</summary>
public enum Word2VecUpdate
{
    /// <summary>
    /// Eight pairs, about as many as a window has, share their negative samples and are updated at once, so that they are small matrix
    /// products (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed Memory"). Several times faster, of equal quality.
    /// </summary>
    WindowBatch,

    /// <summary>
    /// One pair at a time, each with negative samples of its own, as in the original program; if <see cref="Word2VecOptions.Parts"/> is 1,
    /// also in the order of that program.
    /// </summary>
    Exact,
}
