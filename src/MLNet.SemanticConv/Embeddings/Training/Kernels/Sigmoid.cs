using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>The logistic function σ(x) = 1 / (1 + e^−x), exact to a few units in the last place: no table, no cut-off.</summary>
internal static class Sigmoid
{
    // Beyond it e^x leaves the floats, and σ has long been 0 or 1.
    private const float Bound = 80;

    public static float Of(float x) => 1 / (1 + MathF.Exp(-Math.Clamp(x, -Bound, Bound)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        // e^−x = 2^n · e^r with n whole and |r| ≤ ln(2)/2; ln(2) in two parts, the first short enough for n · High to be exact.
        const float High = 0.693359375f, Low = -2.12194440e-4f, InverseLn2 = 1.44269504f;
        var t = Vector256.Min(Vector256.Max(-x, Vector256.Create(-Bound)), Vector256.Create(Bound));
        var n = Vector256.Round(t * InverseLn2);
        var r = t - (n * High) - (n * Low);
        // The Taylor series: 1 + r + r²/2! + … + r⁷/7!
        var e = Vector256.Create(1f / 5040);
        e = Step(e, r, 1f / 720);
        e = Step(e, r, 1f / 120);
        e = Step(e, r, 1f / 24);
        e = Step(e, r, 1f / 6);
        e = Step(e, r, 1f / 2);
        e = Step(e, r, 1);
        e = Step(e, r, 1);
        var power = Vector256.ShiftLeft(Vector256.ConvertToInt32(n) + Vector256.Create(127), 23).AsSingle();
        return Vector256<float>.One / (Vector256<float>.One + (e * power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Step(Vector256<float> sum, Vector256<float> r, float next)
        => Vector256.MultiplyAddEstimate(sum, r, Vector256.Create(next));
}
