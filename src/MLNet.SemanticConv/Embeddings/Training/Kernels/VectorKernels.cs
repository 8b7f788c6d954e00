using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// The kernels for vector registers. What limits a core here is loads, not arithmetic: so tiles of rows are kept in registers, where
/// each number that is loaded takes part in several products. Compiled at full optimisation at once: a run may be shorter than tiering.
/// </summary>
internal sealed unsafe class VectorKernels<TVector, TLanes> : Word2VecKernels
    where TLanes : ILanes<TVector>
{
    public override int Width => TLanes.Width;

    public override void UpdateWindow(float** contexts, int count, float** targets, float* labels, float* rates, float* errors, nint stride)
    {
        // Two contexts at a time; an odd last one is paired with itself, into the spare row.
        for (int c = 0; c < count; c += 2)
            Dots(contexts[c], contexts[Math.Min(c + 1, count - 1)], targets, errors + (c * ErrorStride), stride);
        Errors(errors, count, Vector256.Load(labels), Vector256.Load(rates));
        Apply(contexts, count, targets, errors, stride);
    }

    /// <summary>The dot products of two contexts with six targets, in twelve registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(float* a, float* b, float** targets, float* dots, nint stride)
    {
        float* t0 = targets[0], t1 = targets[1], t2 = targets[2], t3 = targets[3], t4 = targets[4], t5 = targets[5];
        TVector a0 = TLanes.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        TVector b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
        for (nint j = 0; j < stride; j += TLanes.Width)
        {
            TVector x = TLanes.Load(a + j), z = TLanes.Load(b + j);
            TVector y = TLanes.Load(t0 + j);
            a0 = TLanes.MultiplyAdd(x, y, a0);
            b0 = TLanes.MultiplyAdd(z, y, b0);
            y = TLanes.Load(t1 + j);
            a1 = TLanes.MultiplyAdd(x, y, a1);
            b1 = TLanes.MultiplyAdd(z, y, b1);
            y = TLanes.Load(t2 + j);
            a2 = TLanes.MultiplyAdd(x, y, a2);
            b2 = TLanes.MultiplyAdd(z, y, b2);
            y = TLanes.Load(t3 + j);
            a3 = TLanes.MultiplyAdd(x, y, a3);
            b3 = TLanes.MultiplyAdd(z, y, b3);
            y = TLanes.Load(t4 + j);
            a4 = TLanes.MultiplyAdd(x, y, a4);
            b4 = TLanes.MultiplyAdd(z, y, b4);
            y = TLanes.Load(t5 + j);
            a5 = TLanes.MultiplyAdd(x, y, a5);
            b5 = TLanes.MultiplyAdd(z, y, b5);
        }
        TLanes.Sums(a0, a1, a2, a3).Store(dots);
        TLanes.Sums(a4, a5, a4, a5).Store(dots + 4);
        TLanes.Sums(b0, b1, b2, b3).Store(dots + ErrorStride);
        TLanes.Sums(b4, b5, b4, b5).Store(dots + ErrorStride + 4);
    }

    /// <summary>Turns dot products into errors, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Errors(float* errors, int count, Vector256<float> labels, Vector256<float> rates)
    {
        for (float* end = errors + (count * ErrorStride); errors < end; errors += ErrorStride)
            ((labels - Sigmoid.Of(Vector256.Load(errors))) * rates).Store(errors);
    }

    /// <summary>
    /// Adds the errors' products to both sides, a column of registers at a time: six for the targets, six for what they gain.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply(float** contexts, int count, float** targets, float* errors, nint stride)
    {
        float* t0 = targets[0], t1 = targets[1], t2 = targets[2], t3 = targets[3], t4 = targets[4], t5 = targets[5];
        for (nint j = 0; j < stride; j += TLanes.Width)
        {
            TVector y0 = TLanes.Load(t0 + j), y1 = TLanes.Load(t1 + j), y2 = TLanes.Load(t2 + j);
            TVector y3 = TLanes.Load(t3 + j), y4 = TLanes.Load(t4 + j), y5 = TLanes.Load(t5 + j);
            TVector d0 = TLanes.Zero, d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0;
            float* e = errors;
            for (int c = 0; c < count; c++, e += ErrorStride)
            {
                float* context = contexts[c] + j;
                // Two sums, for one would wait for its own last product most of the time.
                TVector x = TLanes.Load(context);
                TVector g = TLanes.Broadcast(e[0]);
                TVector even = TLanes.MultiplyAdd(g, y0, x);
                d0 = TLanes.MultiplyAdd(g, x, d0);
                g = TLanes.Broadcast(e[1]);
                TVector odd = TLanes.Multiply(g, y1);
                d1 = TLanes.MultiplyAdd(g, x, d1);
                g = TLanes.Broadcast(e[2]);
                even = TLanes.MultiplyAdd(g, y2, even);
                d2 = TLanes.MultiplyAdd(g, x, d2);
                g = TLanes.Broadcast(e[3]);
                odd = TLanes.MultiplyAdd(g, y3, odd);
                d3 = TLanes.MultiplyAdd(g, x, d3);
                g = TLanes.Broadcast(e[4]);
                even = TLanes.MultiplyAdd(g, y4, even);
                d4 = TLanes.MultiplyAdd(g, x, d4);
                g = TLanes.Broadcast(e[5]);
                odd = TLanes.MultiplyAdd(g, y5, odd);
                d5 = TLanes.MultiplyAdd(g, x, d5);
                TLanes.Store(TLanes.Add(even, odd), context);
            }
            // Added to what stands in memory, so that a target drawn twice gains twice.
            Accumulate(t0 + j, d0);
            Accumulate(t1 + j, d1);
            Accumulate(t2 + j, d2);
            Accumulate(t3 + j, d3);
            Accumulate(t4 + j, d4);
            Accumulate(t5 + j, d5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdatePair(float* input, float* gradient, float** targets, int count, float rate, float* errors, nint stride)
    {
        for (int t = 0; t < count; t++)
        {
            float* target = targets[t];
            TVector even = TLanes.Zero, odd = even;
            nint j = 0;
            for (; j + TLanes.Width < stride; j += 2 * TLanes.Width)
            {
                even = TLanes.MultiplyAdd(TLanes.Load(input + j), TLanes.Load(target + j), even);
                odd = TLanes.MultiplyAdd(TLanes.Load(input + j + TLanes.Width), TLanes.Load(target + j + TLanes.Width), odd);
            }
            if (j < stride) even = TLanes.MultiplyAdd(TLanes.Load(input + j), TLanes.Load(target + j), even);
            float error = errors[t] = ((t == 0 ? 1 : 0) - Sigmoid.Of(TLanes.Sum(TLanes.Add(even, odd)))) * rate;

            TVector g = TLanes.Broadcast(error);
            for (j = 0; j < stride; j += TLanes.Width)
            {
                TVector y = TLanes.Load(target + j);
                TLanes.Store(TLanes.MultiplyAdd(g, y, TLanes.Load(gradient + j)), gradient + j);
                TLanes.Store(TLanes.MultiplyAdd(g, TLanes.Load(input + j), y), target + j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sum(float** rows, int count, float scale, float* result, nint stride)
    {
        TVector factor = TLanes.Broadcast(scale);
        for (nint j = 0; j < stride; j += TLanes.Width)
        {
            TVector sum = TLanes.Load(rows[0] + j);
            for (int i = 1; i < count; i++) sum = TLanes.Add(sum, TLanes.Load(rows[i] + j));
            TLanes.Store(TLanes.Multiply(sum, factor), result + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddTo(float** rows, int count, float* addend, nint stride)
    {
        for (int i = 0; i < count; i++)
        {
            float* row = rows[i];
            for (nint j = 0; j < stride; j += TLanes.Width) Accumulate(row + j, TLanes.Load(addend + j));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(float* destination, TVector addend)
        => TLanes.Store(TLanes.Add(TLanes.Load(destination), addend), destination);
}
