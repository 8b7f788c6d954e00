namespace MLNet.SemanticConv;

/// <summary>What a training run is busy with.</summary>
public enum Word2VecPhase
{
    /// <summary>Counting the words of the corpus.</summary>
    Vocabulary,

    /// <summary>Adjusting the vectors.</summary>
    Training,
}
