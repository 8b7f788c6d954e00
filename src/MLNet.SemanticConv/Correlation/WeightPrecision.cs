namespace MLNet.SemanticConv;

/// <summary>The floats in which the weights of a <see cref="CorrelationMatrix"/> are kept in a file.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits a weight.</summary>
    Full,

    /// <summary>
    /// 16 bits a weight. Weights are rounded when the matrix is built, so a loaded matrix computes what the built one did, to the bit.
    /// Rounding moves a weight from 2⁻¹⁴ to 65,504 by at most 2⁻¹¹ of itself (0.049 %), a smaller one by at most 2⁻²⁵; 1 stays 1.
    /// </summary>
    Half,
}
