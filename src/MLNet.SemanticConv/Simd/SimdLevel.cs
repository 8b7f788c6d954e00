using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>Which vector registers a kernel uses. Tests force each of those that the processor has.</summary>
internal enum SimdLevel
{
    /// <summary>None: the straightforward reference.</summary>
    Scalar,

    /// <summary>128 bits: SSE, ARM AdvSimd.</summary>
    Vector128,

    /// <summary>256 bits: AVX2.</summary>
    Vector256,

    /// <summary>512 bits: AVX-512.</summary>
    Vector512,
}

/// <summary>What this processor has of <see cref="SimdLevel"/>.</summary>
internal static class SimdLevels
{
    /// <summary>The widest one.</summary>
    public static SimdLevel Widest { get; } = Enum.GetValues<SimdLevel>().Where(IsSupported).Max();

    public static bool IsSupported(SimdLevel level) => level switch
    {
        SimdLevel.Scalar => true,
        SimdLevel.Vector128 => Vector128.IsHardwareAccelerated,
        SimdLevel.Vector256 => Vector256.IsHardwareAccelerated,
        SimdLevel.Vector512 => Vector512.IsHardwareAccelerated,
        _ => false,
    };
}
