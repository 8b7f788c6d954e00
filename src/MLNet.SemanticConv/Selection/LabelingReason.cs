namespace MLNet.SemanticConv;

/// <summary>Why a text was chosen.</summary>
public enum LabelingReason
{
    /// <summary>The model can hardly tell whether the text has a label.</summary>
    CloseCall,

    /// <summary>It was drawn at random. Such texts are a fair sample to measure a model by.</summary>
    Random,
}
