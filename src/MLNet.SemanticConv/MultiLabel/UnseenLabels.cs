namespace MLNet.SemanticConv;

/// <summary>How evaluation counts true labels that the model was never trained on.</summary>
public enum UnseenLabels
{
    /// <summary>They count as missed in micro averages and in averages over rows, which is how a user who wants the label sees
    /// it.</summary>
    Missed,

    /// <summary>They are left out, as if the rows did not have them: how well the model finds what it knows.</summary>
    Ignored,

    /// <summary>They are an error that names the label and the row.</summary>
    Error,
}
