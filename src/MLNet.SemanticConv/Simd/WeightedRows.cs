using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// sum += w · a + x · b + y · c + z · d: four rows at once, so that the sum is read and written a quarter as often and four rows are under
/// way from memory together. Each product and each sum is rounded, in this order, whatever the registers: the bits are those of one row
/// after the other on any machine.
/// </summary>
internal static unsafe class WeightedRows
{
    // A short run is over before the just-in-time compiler has seen what is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(
        Span<float> sum,
        float w, ReadOnlySpan<float> a, float x, ReadOnlySpan<float> b, float y, ReadOnlySpan<float> c, float z, ReadOnlySpan<float> d)
    {
        int length = sum.Length;
        if (a.Length < length || b.Length < length || c.Length < length || d.Length < length)
            throw new ArgumentException("A row is shorter than the sum.");
        fixed (float* s = sum, pa = a, pb = b, pc = c, pd = d)
        {
            int k = 0;
            if (Vector512.IsHardwareAccelerated) k = Add<Vector512<float>, Lanes512>(s, k, length, w, pa, x, pb, y, pc, z, pd);
            if (Vector256.IsHardwareAccelerated) k = Add<Vector256<float>, Lanes256>(s, k, length, w, pa, x, pb, y, pc, z, pd);
            if (Vector128.IsHardwareAccelerated) k = Add<Vector128<float>, Lanes128>(s, k, length, w, pa, x, pb, y, pc, z, pd);
            for (; k < length; k++)
            {
                float value = s[k] + w * pa[k];
                value += x * pb[k];
                value += y * pc[k];
                s[k] = value + z * pd[k];
            }
        }
    }

    /// <summary>As many of the values from <paramref name="k"/> on as fill registers.</summary>
    /// <returns>The first value that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Add<TVector, TLanes>(
        float* sum, int k, int length, float w, float* a, float x, float* b, float y, float* c, float z, float* d)
        where TLanes : ILanes<TVector>
    {
        TVector ws = TLanes.Broadcast(w), xs = TLanes.Broadcast(x), ys = TLanes.Broadcast(y), zs = TLanes.Broadcast(z);
        for (; k <= length - TLanes.Width; k += TLanes.Width)
        {
            TVector value = TLanes.Add(TLanes.Load(sum + k), TLanes.Multiply(ws, TLanes.Load(a + k)));
            value = TLanes.Add(value, TLanes.Multiply(xs, TLanes.Load(b + k)));
            value = TLanes.Add(value, TLanes.Multiply(ys, TLanes.Load(c + k)));
            TLanes.Store(TLanes.Add(value, TLanes.Multiply(zs, TLanes.Load(d + k))), sum + k);
        }
        return k;
    }
}
