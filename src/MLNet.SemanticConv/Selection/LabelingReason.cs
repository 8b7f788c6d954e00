namespace MLNet.SemanticConv;

/// <summary>Why a text was chosen.</summary>
public enum LabelingReason
{
    /// <summary>The model can hardly tell whether the text has a label.</summary>
    CloseCall,

    /// <summary>It was drawn at random, to find what the model does not know.</summary>
    Random,
}
