namespace MLNet.SemanticConv;

/// <summary>What a distillation is busy with, in the order of the steps.</summary>
public enum DistillationStep
{
    /// <summary>Encoding the words, each alone.</summary>
    EncodingWords,

    /// <summary>Encoding the texts.</summary>
    EncodingTexts,

    /// <summary>Solving for the word vectors.</summary>
    Solving,
}
