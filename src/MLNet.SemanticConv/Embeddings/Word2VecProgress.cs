namespace MLNet.SemanticConv;

/// <summary>
/// How far a training run has come. Reported about ten times a second and at the end of the vocabulary and of each epoch.
/// </summary>
/// <param name="Epoch">The epoch that is running, from 1; 0 while the vocabulary is counted.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="WordsDone">Words of the corpus read so far: in the pass that counts the vocabulary, then over all epochs.</param>
/// <param name="WordsTotal">
/// Words to read over all epochs; 0 while it is not known, that is while the vocabulary is counted.
/// </param>
/// <param name="WordsPerSecond">Words of the corpus read per second since the counting or the training began.</param>
/// <param name="LearningRate">The current learning rate; 0 while the vocabulary is counted.</param>
/// <param name="Loss">
/// The mean of −ln σ(±x·y) over the words and negative samples trained since the epoch began, estimated from every 64th window;
/// <see cref="float.NaN"/> before the first.
/// </param>
public readonly record struct Word2VecProgress(
    int Epoch,
    int Epochs,
    long WordsDone,
    long WordsTotal,
    double WordsPerSecond,
    float LearningRate,
    float Loss);
