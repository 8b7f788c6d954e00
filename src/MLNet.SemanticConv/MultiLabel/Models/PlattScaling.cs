using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// The calibration of scores of trainers that give no probabilities: Platt, "Probabilistic outputs for support vector machines", 1999, by Newton's
/// method with a line search (Lin, Lin and Weng, "A note on Platt's probabilistic outputs", Machine Learning 68, 2007).
/// </summary>
/// <remarks>The optimum that ML.NET's own calibrator goes for, found in a fraction of the time, which with many labels was most of the training.</remarks>
internal static class PlattScaling
{
    private const int Iterations = 100;

    // Sums are taken in single precision over this many scores, and in double precision beyond.
    private const int Block = 256;

    /// <summary>Fits p = 1 / (1 + exp(slope · score + offset)).</summary>
    /// <param name="scores">A score for each row.</param>
    /// <param name="positive">Whether the row has the label.</param>
    public static PlattSigmoid Fit(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positive)
    {
        int positives = positive.Count(true), negatives = positive.Length - positives;
        // Targets a little short of 0 and 1: the means under a uniform prior.
        float high = (positives + 1f) / (positives + 2f), low = 1f / (negatives + 2f);
        float[] targets = new float[positive.Length];
        for (int i = 0; i < targets.Length; i++) targets[i] = positive[i] ? high : low;

        double slope = 0, offset = Math.Log((negatives + 1.0) / (positives + 1.0));
        var at = Sums.Of(scores, targets, slope, offset);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double h11 = at.Curvature11 + 1e-12, h22 = at.Curvature22 + 1e-12, determinant = h11 * h22 - at.Curvature12 * at.Curvature12;
            double slopeStep = -(h22 * at.SlopeGradient - at.Curvature12 * at.OffsetGradient) / determinant;
            double offsetStep = -(h11 * at.OffsetGradient - at.Curvature12 * at.SlopeGradient) / determinant;
            double descent = at.SlopeGradient * slopeStep + at.OffsetGradient * offsetStep;
            double length = 1;
            Sums next = default;
            for (; length >= 1e-6; length /= 2)
            {
                next = Sums.Of(scores, targets, slope + length * slopeStep, offset + length * offsetStep);
                if (next.Loss < at.Loss + 1e-4 * length * descent) break;
            }
            if (length < 1e-6) break;
            bool settled = at.Loss - next.Loss < 1e-7 * at.Loss;
            (slope, offset, at) = (slope + length * slopeStep, offset + length * offsetStep, next);
            if (settled) break;
        }
        return new(slope, offset);
    }

    /// <summary>−Σ t ln p + (1 − t) ln(1 − p) with its first and second derivatives by slope and offset.</summary>
    private record struct Sums(double Loss, double SlopeGradient, double OffsetGradient, double Curvature11, double Curvature12, double Curvature22)
    {
        public static Sums Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, double slope, double offset)
        {
            Sums sums = default;
            int i = 0;
            for (; i + Vector256<float>.Count <= scores.Length; i += Math.Min(Block, (scores.Length - i) & -Vector256<float>.Count))
            {
                int length = Math.Min(Block, (scores.Length - i) & -Vector256<float>.Count);
                sums.Add(MemoryMarshal.Cast<float, Vector256<float>>(scores.Slice(i, length)),
                    MemoryMarshal.Cast<float, Vector256<float>>(targets.Slice(i, length)), (float)slope, (float)offset);
            }
            for (; i < scores.Length; i++)
            {
                double s = scores[i], t = targets[i], z = slope * s + offset, e = Math.Exp(-Math.Abs(z));
                double p = (z >= 0 ? e : 1) / (1 + e), d = t - p, c = p * (1 - p);
                sums.Loss += (z >= 0 ? t : t - 1) * z + Math.Log(1 + e);
                sums.SlopeGradient += s * d;
                sums.OffsetGradient += d;
                sums.Curvature11 += s * s * c;
                sums.Curvature12 += s * c;
                sums.Curvature22 += c;
            }
            return sums;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first labels would wait for the just-in-time compiler else
        private void Add(ReadOnlySpan<Vector256<float>> scores, ReadOnlySpan<Vector256<float>> targets, float slope, float offset)
        {
            Vector256<float> one = Vector256<float>.One, a = Vector256.Create(slope), b = Vector256.Create(offset);
            Vector256<float> loss = default, g1 = default, g2 = default, h11 = default, h12 = default, h22 = default;
            for (int k = 0; k < scores.Length; k++)
            {
                Vector256<float> s = scores[k], t = targets[k], z = a * s + b, e = Vector256.Exp(-Vector256.Abs(z));
                var above = Vector256.GreaterThanOrEqual(z, Vector256<float>.Zero);
                Vector256<float> p = Vector256.ConditionalSelect(above, e, one) / (one + e), d = t - p, c = p * (one - p);
                loss += Vector256.ConditionalSelect(above, t, t - one) * z + Vector256.Log(one + e);
                g1 += s * d;
                g2 += d;
                h11 += s * s * c;
                h12 += s * c;
                h22 += c;
            }
            Loss += Vector256.Sum(loss);
            SlopeGradient += Vector256.Sum(g1);
            OffsetGradient += Vector256.Sum(g2);
            Curvature11 += Vector256.Sum(h11);
            Curvature12 += Vector256.Sum(h12);
            Curvature22 += Vector256.Sum(h22);
        }
    }
}
