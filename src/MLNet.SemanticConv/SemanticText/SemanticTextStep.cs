namespace MLNet.SemanticConv;

/// <summary>What the training of the default method is busy with, in the order of the steps.</summary>
public enum SemanticTextStep
{
    /// <summary>Reading the labelled rows and all text, and splitting them into words.</summary>
    ReadingText,

    /// <summary>Training word vectors on all text.</summary>
    TrainingVectors,

    /// <summary>Encoding words and text, where an encoder is given, and distilling what it says into vectors.</summary>
    Distilling,

    /// <summary>Learning vocabulary and document frequencies, and choosing the convolution.</summary>
    LearningFeatures,

    /// <summary>Training the labels.</summary>
    TrainingLabels,
}
