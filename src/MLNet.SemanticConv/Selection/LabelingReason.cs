namespace MLNet.SemanticConv;

/// <summary>What a text was chosen for.</summary>
public enum LabelingReason
{
    /// <summary>The model can hardly tell whether the text has a label.</summary>
    CloseCall,

    /// <summary>It was drawn at random, to meet what the model does not know.</summary>
    Random,
}
