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
        // 1.5 · 2^23: a float of this size has no digits after the point, so that adding rounds, and its last bits are n.
        const float Rounder = 12582912;
        var t = Vector256.Min(Vector256.Max(x, Vector256.Create(-Bound)), Vector256.Create(Bound));
        var rounded = MultiplyAdd(t, -InverseLn2, Vector256.Create(Rounder));
        var n = rounded - Vector256.Create(Rounder);
        var r = MultiplyAdd(n, -Low, MultiplyAdd(n, -High, -t));
        // The Taylor series 1 + r + r²/2! + … + r⁷/7!, in pairs that do not wait for each other (Estrin 1960).
        var r2 = r * r;
        var low = MultiplyAdd(r2, Pair(r, 1f / 6, 1f / 2), Pair(r, 1, 1));
        var high = MultiplyAdd(r2, Pair(r, 1f / 5040, 1f / 720), Pair(r, 1f / 120, 1f / 24));
        var power = (Vector256.ShiftLeft(rounded.AsInt32(), 23) + Vector256.Create(127 << 23)).AsSingle();
        return Vector256<float>.One / MultiplyAdd(MultiplyAdd(r2 * r2, high, low), power, Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(Vector256<float> r, float factor, float addend)
        => MultiplyAdd(r, factor, Vector256.Create(addend));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, float b, Vector256<float> c) => MultiplyAdd(a, Vector256.Create(b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c)
        => Vector256.MultiplyAddEstimate(a, b, c);
}
