using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// The calibration of scores of trainers that give no probabilities: Platt, "Probabilistic outputs for support vector machines", 1999, for
/// all labels together, so that a probability never falls as the score rises and a label with few positives leans on the others.
/// </summary>
/// <remarks>
/// <para>
/// p = 1 / (1 + exp(−a·score − c)) with a &gt; 0. A hierarchical model: first one sigmoid through the scores of all labels that have
/// positives and negatives, with Platt's targets; then for each of these labels the a and c of greatest posterior probability, where log a
/// and c have normal priors around those of the shared sigmoid, of the precisions <see cref="SlopePrecision"/> and
/// <see cref="OffsetPrecision"/>. A label with hundreds of positives does not notice them; one with none in its known scores has the shared
/// sigmoid.
/// </para>
/// <para>Fisher scoring with a line search, as in Lin, Lin and Weng, "A note on Platt's probabilistic outputs", Machine Learning 68,
/// 2007.</para>
/// </remarks>
internal static class PlattScaling
{
    /// <summary>1 / variance of a label's log-slope around the shared one: chosen on held-out training rows of reviews and .NET
    /// documentation.</summary>
    private const double SlopePrecision = 5;

    /// <summary>1 / variance of a label's offset around the shared one, chosen likewise.</summary>
    private const double OffsetPrecision = 1;

    // So little that only scores which rank backwards or say nothing at all feel it: their slope stays above 0.
    private const double VaguePrecision = 0.01;

    private const int Iterations = 100;

    // Sums are taken in single precision over this many scores, and in double precision beyond. So are the products of 1 + e ≤ 2 whose
    // logarithms are summed: 32 factors to a lane.
    private const int Block = 256;

    /// <summary>Fits a sigmoid for each label.</summary>
    /// <param name="labels">The known scores of each label.</param>
    /// <param name="parallel">How many labels are worked on at once, and what ends the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PlattSigmoid[] Fit(IReadOnlyList<KnownScores> labels, ParallelOptions parallel)
    {
        var shared = FitShared(labels, parallel);
        var prior = new Prior(shared, SlopePrecision, OffsetPrecision);
        var fitted = new PlattSigmoid[labels.Count];
        Parallel.For(0, fitted.Length, parallel, k =>
        {
            var (scores, positive) = labels[k];
            float[] targets = Targets(positive, 1, 0);
            fitted[k] = (labels[k].HasBoth
                ? Minimize((slope, offset) => Sums.Of(scores, targets, slope, offset), shared, prior)
                : shared).Sigmoid;
        });
        return fitted;
    }

    /// <summary>Fits one sigmoid to all labels that have positives and negatives.</summary>
    public static Parameters FitShared(IReadOnlyList<KnownScores> labels, ParallelOptions parallel)
    {
        KnownScores[] both = [.. labels.Where(label => label.HasBoth)];
        long positives = both.Sum(label => (long)label.Positive.AsSpan().Count(true)),
            negatives = both.Sum(label => (long)label.Positive.Length) - positives;
        // Targets a little short of 0 and 1: the means under a uniform prior.
        float high = (positives + 1f) / (positives + 2f), low = 1f / (negatives + 2f);
        float[][] targets = Array.ConvertAll(both, label => Targets(label.Positive, high, low));
        var parts = new Sums[both.Length];
        var start = new Parameters(0, Math.Log((negatives + 1.0) / (positives + 1.0)));
        return Minimize(
            (slope, offset) =>
            {
                Parallel.For(0, both.Length, parallel, k => parts[k] = Sums.Of(both[k].Scores, targets[k], slope, offset));
                return parts.Aggregate(default(Sums), (sum, part) => sum + part);
            },
            start, new(start, VaguePrecision, 0));
    }

    private static float[] Targets(bool[] positive, float high, float low) => Array.ConvertAll(positive, flag => flag ? high : low);

    private static Parameters Minimize(Func<double, double, Sums> sumsAt, Parameters start, Prior prior)
    {
        var at = Point.At(start, sumsAt, prior);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            var (slopeStep, offsetStep) = at.Step;
            double length = 1;
            Point next = at;
            for (; length >= 1e-6; length /= 2)
            {
                next = Point.At(new(at.Parameters.LogSlope + length * slopeStep, at.Parameters.Offset + length * offsetStep),
                    sumsAt, prior);
                if (next.Loss < at.Loss + 1e-4 * length * (at.LogSlopeGradient * slopeStep + at.OffsetGradient * offsetStep)) break;
            }
            if (length < 1e-6) break;
            bool settled = at.Loss - next.Loss < 1e-7 * at.Loss;
            at = next;
            if (settled) break;
        }
        return at.Parameters;
    }

    /// <summary>The natural logarithm of a in p = 1 / (1 + exp(−a·score + offset)), and the offset.</summary>
    internal readonly record struct Parameters(double LogSlope, double Offset)
    {
        public PlattSigmoid Sigmoid => new(-Math.Exp(LogSlope), Offset);
    }

    private readonly record struct Prior(Parameters Mean, double SlopePrecision, double OffsetPrecision);

    /// <summary>The loss with the prior's at given parameters, its gradient and its expected curvature.</summary>
    private readonly record struct Point(
        Parameters Parameters,
        double Loss,
        double LogSlopeGradient,
        double OffsetGradient,
        double Curvature11,
        double Curvature12,
        double Curvature22)
    {
        public static Point At(Parameters parameters, Func<double, double, Sums> sumsAt, Prior prior)
        {
            double slope = parameters.Sigmoid.Slope, offset = parameters.Offset;
            var sums = sumsAt(slope, offset);
            double ofSlope = parameters.LogSlope - prior.Mean.LogSlope, ofOffset = offset - prior.Mean.Offset;
            return new(
                parameters,
                sums.Loss + (prior.SlopePrecision * ofSlope * ofSlope + prior.OffsetPrecision * ofOffset * ofOffset) / 2,
                slope * sums.SlopeGradient + prior.SlopePrecision * ofSlope,
                sums.OffsetGradient + prior.OffsetPrecision * ofOffset,
                slope * slope * sums.Curvature11 + prior.SlopePrecision + 1e-12,
                slope * sums.Curvature12,
                sums.Curvature22 + prior.OffsetPrecision + 1e-12);
        }

        public (double LogSlope, double Offset) Step
        {
            get
            {
                double determinant = Curvature11 * Curvature22 - Curvature12 * Curvature12;
                return (-(Curvature22 * LogSlopeGradient - Curvature12 * OffsetGradient) / determinant,
                    -(Curvature11 * OffsetGradient - Curvature12 * LogSlopeGradient) / determinant);
            }
        }
    }

    /// <summary>−Σ t ln p + (1 − t) ln(1 − p) with its first and second derivatives by slope and offset.</summary>
    private record struct Sums(
        double Loss, double SlopeGradient, double OffsetGradient, double Curvature11, double Curvature12, double Curvature22)
    {
        public static Sums operator +(Sums a, Sums b) => new(
            a.Loss + b.Loss, a.SlopeGradient + b.SlopeGradient, a.OffsetGradient + b.OffsetGradient,
            a.Curvature11 + b.Curvature11, a.Curvature12 + b.Curvature12, a.Curvature22 + b.Curvature22);

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
            Vector256<float> product = one, loss = default, g1 = default, g2 = default, h11 = default, h12 = default, h22 = default;
            for (int k = 0; k < scores.Length; k++)
            {
                Vector256<float> s = scores[k], t = targets[k], z = a * s + b, e = Vector256.Exp(-Vector256.Abs(z));
                var above = Vector256.GreaterThanOrEqual(z, Vector256<float>.Zero);
                Vector256<float> p = Vector256.ConditionalSelect(above, e, one) / (one + e), d = t - p, c = p * (one - p);
                product *= one + e;
                loss += Vector256.ConditionalSelect(above, t, t - one) * z;
                g1 += s * d;
                g2 += d;
                h11 += s * s * c;
                h12 += s * c;
                h22 += c;
            }
            Loss += Vector256.Sum(loss + Vector256.Log(product));
            SlopeGradient += Vector256.Sum(g1);
            OffsetGradient += Vector256.Sum(g2);
            Curvature11 += Vector256.Sum(h11);
            Curvature12 += Vector256.Sum(h12);
            Curvature22 += Vector256.Sum(h22);
        }
    }
}
