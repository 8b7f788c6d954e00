using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Solves L2-regularised linear problems in their dual, one row's variable at a time, in an order that changes with each pass.
/// </summary>
/// <remarks>
/// Squared hinge loss: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A dual coordinate descent method for large-scale linear SVM", ICML
/// 2008, with its shrinking: variables that stay at their bound are passed over until the others have settled. Logistic loss: Yu, Huang and
/// Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models", Machine Learning 85, 2011, algorithm 5.
/// </remarks>
internal sealed class DualCoordinateDescent
{
    private readonly LinearProblem _problem;
    private readonly SparseLinearOptions _options;
    private readonly Action _betweenPasses;
    private readonly int[] _order;
    private readonly double[] _w;   // the last one is the bias
    private RowShuffle _shuffle;

    private DualCoordinateDescent(LinearProblem problem, SparseLinearOptions options, Action betweenPasses)
    {
        (_problem, _options, _betweenPasses) = (problem, options, betweenPasses);
        _order = [.. Enumerable.Range(0, problem.Count)];
        _w = new double[problem.Features.Size + 1];
        _shuffle = new(options.Seed);
    }

    /// <summary>Minimises ½ ‖w‖² + Σᵢ Cᵢ max(0, 1 − yᵢ w · xᵢ)².</summary>
    /// <param name="problem">The rows.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="betweenPasses">Called before each pass; it may throw to end the work.</param>
    /// <returns>V weights and the bias.</returns>
    public static double[] SquaredHinge(LinearProblem problem, SparseLinearOptions options, Action betweenPasses)
        => new DualCoordinateDescent(problem, options, betweenPasses).SolveSquaredHinge();

    /// <summary>Minimises ½ ‖w‖² + Σᵢ Cᵢ ln(1 + exp(−yᵢ w · xᵢ)).</summary>
    /// <param name="problem">The rows.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="betweenPasses">Called before each pass; it may throw to end the work.</param>
    /// <returns>V weights and the bias.</returns>
    public static double[] Logistic(LinearProblem problem, SparseLinearOptions options, Action betweenPasses)
        => new DualCoordinateDescent(problem, options, betweenPasses).SolveLogistic();

    private double[] SolveSquaredHinge()
    {
        double[] alpha = new double[_problem.Count];
        bool[] positive = _problem.Positive;
        double[] costs = _problem.Costs, norms = _problem.Features.SquaredNorms;
        int[] order = _order;
        var features = _problem.Features;
        int all = ExcludeWeightless(), active = all;
        double settled = double.PositiveInfinity;   // a variable at 0 whose gradient exceeds this will stay there
        for (int pass = 0; pass < _options.MaximumNumberOfIterations; pass++)
        {
            _betweenPasses();
            _shuffle.Apply(order.AsSpan(0, active));
            double greatest = double.NegativeInfinity, least = double.PositiveInfinity;
            for (int s = 0; s < active; s++)
            {
                int i = order[s], row = _problem.RowOf(i);
                var x = features[row];
                double ridge = 0.5 / costs[i], old = alpha[i];
                double margin = Dot(x);
                double gradient = (positive[i] ? margin : -margin) - 1 + old * ridge;
                double projected = gradient;
                if (old == 0)
                {
                    if (gradient > settled)
                    {
                        order[s--] = order[--active];
                        order[active] = i;
                        continue;
                    }
                    if (gradient > 0) projected = 0;
                }
                greatest = Math.Max(greatest, projected);
                least = Math.Min(least, projected);
                if (Math.Abs(projected) < 1e-12) continue;
                double updated = Math.Max(0, old - gradient / (norms[row] + 1 + ridge));
                alpha[i] = updated;
                Add(x, positive[i] ? updated - old : old - updated);
            }
            if (greatest - least <= _options.Tolerance)
            {
                if (active == all) break;
                active = all;   // what was passed over gets a last look
                settled = double.PositiveInfinity;
            }
            else
            {
                settled = greatest > 0 ? greatest : double.PositiveInfinity;
            }
        }
        return _w;
    }

    private double[] SolveLogistic()
    {
        int count = ExcludeWeightless();
        // rest = C − α, kept apart for its precision near 0
        double[] alpha = new double[_problem.Count], rest = new double[_problem.Count];
        bool[] positive = _problem.Positive;
        for (int s = 0; s < count; s++)
        {
            int i = _order[s];
            double cost = _problem.Costs[i];
            alpha[i] = Math.Min(0.001 * cost, 1e-8);
            rest[i] = cost - alpha[i];
            Add(_problem.Features[_problem.RowOf(i)], positive[i] ? alpha[i] : -alpha[i]);
        }
        double precision = 1e-2;
        for (int pass = 0; pass < _options.MaximumNumberOfIterations; pass++)
        {
            _betweenPasses();
            _shuffle.Apply(_order.AsSpan(0, count));
            double greatest = 0;
            int steps = 0;
            for (int s = 0; s < count; s++)
            {
                int i = _order[s], row = _problem.RowOf(i);
                var x = _problem.Features[row];
                double q = _problem.Features.SquaredNorms[row] + 1, margin = positive[i] ? Dot(x) : -Dot(x);
                // Of α and C − α, the one whose optimum is the smaller is moved: Newton's method is safe there.
                bool swapped = 0.5 * q * (rest[i] - alpha[i]) + margin < 0;
                double old = swapped ? rest[i] : alpha[i];
                double moved = Minimise(old, _problem.Costs[i], q, swapped ? -margin : margin, precision, ref greatest, ref steps);
                if (moved == old) continue;
                (alpha[i], rest[i]) = swapped ? (_problem.Costs[i] - moved, moved) : (moved, _problem.Costs[i] - moved);
                Add(x, positive[i] != swapped ? moved - old : old - moved);
            }
            if (greatest < _options.Tolerance) break;
            if (steps <= count / 10) precision = Math.Max(Math.Min(1e-8, _options.Tolerance), 0.1 * precision);
        }
        return _w;
    }

    /// <summary>The minimum over z in (0, C) of z ln z + (C − z) ln(C − z) + ½ q (z − z₀)² + m (z − z₀).</summary>
    private static double Minimise(double start, double cost, double q, double margin, double precision, ref double greatest, ref int steps)
    {
        double z = cost - start < 0.5 * cost ? 0.1 * start : start;
        double gradient = q * (z - start) + margin + Math.Log(z / (cost - z));
        greatest = Math.Max(greatest, Math.Abs(gradient));
        if (Math.Abs(gradient) < precision) return start;
        for (int step = 0; step < 100 && Math.Abs(gradient) >= precision; step++, steps++)
        {
            double next = z - gradient / (q + cost / ((cost - z) * z));
            z = next > 0 ? next : 0.1 * z;
            gradient = q * (z - start) + margin + Math.Log(z / (cost - z));
        }
        return z;
    }

    /// <summary>Moves the rows whose loss costs nothing to the end, and returns how many others there are.</summary>
    private int ExcludeWeightless()
    {
        int kept = 0;
        for (int i = 0; i < _order.Length; i++)
        {
            if (_problem.Costs[i] <= 0) continue;
            (_order[kept], _order[i]) = (_order[i], _order[kept]);
            kept++;
        }
        return kept;
    }

    private double Dot(SparseRow x)
    {
        double[] w = _w;
        double sum = w[^1];
        // Rows hold no index that is not a feature's, and w has one entry for each: the checks would cost a third of the time.
        ref double weights = ref MemoryMarshal.GetArrayDataReference(w);
        ref int indices = ref MemoryMarshal.GetReference(x.Indices);
        ref float values = ref MemoryMarshal.GetReference(x.Values);
        for (nint k = 0; k < x.Indices.Length; k++) sum += Unsafe.Add(ref weights, Unsafe.Add(ref indices, k)) * Unsafe.Add(ref values, k);
        return sum;
    }

    private void Add(SparseRow x, double step)
    {
        double[] w = _w;
        w[^1] += step;
        ref double weights = ref MemoryMarshal.GetArrayDataReference(w);
        ref int indices = ref MemoryMarshal.GetReference(x.Indices);
        ref float values = ref MemoryMarshal.GetReference(x.Values);
        for (nint k = 0; k < x.Indices.Length; k++) Unsafe.Add(ref weights, Unsafe.Add(ref indices, k)) += step * Unsafe.Add(ref values, k);
    }
}
