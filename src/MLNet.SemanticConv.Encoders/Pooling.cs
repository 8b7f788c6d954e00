namespace MLNet.SemanticConv.Encoders;

/// <summary>How the vectors of a text's tokens become one vector.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token, which represents the text.</summary>
    FirstToken,

    /// <summary>The greatest value in each dimension.</summary>
    Maximum,
}
