using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>The few operations that the kernels need of a vector register, so that they are written once for all widths.</summary>
internal unsafe interface ILanes<TVector>
{
    /// <summary>The floats of a register.</summary>
    static abstract int Width { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Broadcast(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(TVector vector, float* destination);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract float Sum(TVector vector);

    /// <summary>The sum of each of four registers.</summary>
    static abstract Vector128<float> Sums(TVector a, TVector b, TVector c, TVector d);
}
