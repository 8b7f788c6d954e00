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

    public override void ComputeErrors(
        float** inputs, float** outputs, int count, float** negatives, float* rates, float* errors, nint stride)
    {
        // Two pairs at a time; an odd last one goes with itself, into the spare row.
        for (int p = 0; p < count; p += 2)
        {
            int next = Math.Min(p + 1, count - 1);
            Dots(inputs[p], inputs[next], outputs[p], outputs[next], negatives, errors + (p * ErrorStride), stride);
        }
        Errors(errors, count, rates);
    }

    /// <summary>The dot products of two inputs with their outputs and five negatives, in twelve registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(float* a, float* b, float* outputA, float* outputB, float** negatives, float* dots, nint stride)
    {
        float* n1 = negatives[0], n2 = negatives[1], n3 = negatives[2], n4 = negatives[3], n5 = negatives[4];
        TVector a0 = TLanes.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        TVector b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
        for (nint j = 0; j < stride; j += TLanes.Width)
        {
            TVector x = TLanes.Load(a + j), z = TLanes.Load(b + j);
            a0 = TLanes.MultiplyAdd(x, TLanes.Load(outputA + j), a0);
            b0 = TLanes.MultiplyAdd(z, TLanes.Load(outputB + j), b0);
            TVector y = TLanes.Load(n1 + j);
            a1 = TLanes.MultiplyAdd(x, y, a1);
            b1 = TLanes.MultiplyAdd(z, y, b1);
            y = TLanes.Load(n2 + j);
            a2 = TLanes.MultiplyAdd(x, y, a2);
            b2 = TLanes.MultiplyAdd(z, y, b2);
            y = TLanes.Load(n3 + j);
            a3 = TLanes.MultiplyAdd(x, y, a3);
            b3 = TLanes.MultiplyAdd(z, y, b3);
            y = TLanes.Load(n4 + j);
            a4 = TLanes.MultiplyAdd(x, y, a4);
            b4 = TLanes.MultiplyAdd(z, y, b4);
            y = TLanes.Load(n5 + j);
            a5 = TLanes.MultiplyAdd(x, y, a5);
            b5 = TLanes.MultiplyAdd(z, y, b5);
        }
        TLanes.Sums(a0, a1, a2, a3).Store(dots);
        TLanes.Sums(b0, b1, b2, b3).Store(dots + ErrorStride);
        var rest = TLanes.Sums(a4, a5, b4, b5);
        rest.GetLower().Store(dots + 4);
        rest.GetUpper().Store(dots + ErrorStride + 4);
    }

    /// <summary>Turns dot products into errors, in place. What lies beyond the targets is multiplied by rates of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Errors(float* errors, int count, float* rates)
    {
        var labels = Vector256.CreateScalar(1f);
        for (float* end = errors + (count * ErrorStride); errors < end; errors += ErrorStride, rates += ErrorStride)
            ((labels - Sigmoid.Of(Vector256.Load(errors))) * Vector256.Load(rates)).Store(errors);
    }

    /// <summary>
    /// Adds the errors' products to both sides, a column of registers at a time: five for the negatives, five for what they gain.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ApplyErrors(float** inputs, float** outputs, int count, float** negatives, float* errors, nint stride)
    {
        float* n1 = negatives[0], n2 = negatives[1], n3 = negatives[2], n4 = negatives[3], n5 = negatives[4];
        for (nint j = 0; j < stride; j += TLanes.Width)
        {
            TVector y1 = TLanes.Load(n1 + j), y2 = TLanes.Load(n2 + j), y3 = TLanes.Load(n3 + j);
            TVector y4 = TLanes.Load(n4 + j), y5 = TLanes.Load(n5 + j);
            TVector d1 = TLanes.Zero, d2 = d1, d3 = d1, d4 = d1, d5 = d1;
            float* e = errors;
            for (int p = 0; p < count; p++, e += ErrorStride)
            {
                float* input = inputs[p] + j, output = outputs[p] + j;
                // Two sums, for one would wait for its own last product most of the time.
                TVector x = TLanes.Load(input), y = TLanes.Load(output);
                TVector g = TLanes.Broadcast(e[0]);
                TVector even = TLanes.MultiplyAdd(g, y, x);
                TLanes.Store(TLanes.MultiplyAdd(g, x, y), output);
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
                TLanes.Store(TLanes.Add(even, odd), input);
            }
            // Added to what is in memory, so that a negative drawn twice, or that is an output too, gains all.
            Accumulate(n1 + j, d1);
            Accumulate(n2 + j, d2);
            Accumulate(n3 + j, d3);
            Accumulate(n4 + j, d4);
            Accumulate(n5 + j, d5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdatePair(
        float* input, float* gradient, float** targets, int count, float rate, float negativeRate, float* errors, nint stride)
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
            float sigmoid = Sigmoid.Of(TLanes.Sum(TLanes.Add(even, odd)));
            float error = errors[t] = t == 0 ? (1 - sigmoid) * rate : -sigmoid * negativeRate;

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
