using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>Logistic loss: <see cref="DualCoordinateDescent.Logistic"/> for a group.</summary>
internal sealed unsafe class GroupedLogistic : GroupedDescent
{
    private const float LeastPrecision = 1e-5f;   // of Newton's method; single precision has no more

    private readonly AlignedFloats _rest;   // C − α, kept apart for its precision near 0
    private readonly AlignedFloats _positiveCosts = new(LabelGroup.Lanes), _negativeCosts = new(LabelGroup.Lanes);
    private readonly AlignedFloats _greatest = new(LabelGroup.Lanes), _precision = new(LabelGroup.Lanes);
    private readonly AlignedFloats _steps = new(LabelGroup.Lanes);
    private readonly double[] _norms;

    public GroupedLogistic(LabelGroup group, SparseLinearOptions options) : base(group, options)
    {
        _rest = new((long)group.Count * LabelGroup.Lanes);
        _norms = group.Features.SquaredNorms;
        group.PositiveCosts.CopyTo(_positiveCosts.Span);
        group.NegativeCosts.CopyTo(_negativeCosts.Span);
        _precision.Span.Fill(1e-2f);
    }

    protected override void Start()
    {
        for (int i = 0; i < Group.Count; i++)
        {
            if (Active[i] == 0) continue;
            Add(Group.Features[Group.RowOf(i)], Start(i, 0), Start(i, Half));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Visit(int i, int lanes)
    {
        int row = Group.RowOf(i);
        var x = Group.Features[row];
        var (low, high) = Dot(x);
        float q = (float)_norms[row] + 1;
        low = Step(i, 0, low, lanes, q);
        high = Step(i, Half, high, lanes, q);
        if ((low | high) != Vector256<float>.Zero) Add(x, low, high);
    }

    protected override (int Done, int Again) EndPass()
    {
        int done = 0;
        for (int k = 0; k < Group.Labels; k++)
        {
            if (_greatest.Span[k] < Options.Tolerance) done |= 1 << k;
            if (_steps.Span[k] <= Group.Count / 10) _precision.Span[k] = Math.Max(LeastPrecision, 0.1f * _precision.Span[k]);
        }
        _greatest.Span.Clear();
        _steps.Span.Clear();
        return (done, 0);
    }

    private Vector256<float> Start(int i, int at)
    {
        var positive = Expand(Group.Positive[i] >> at);
        var cost = CostsOf(i, at, positive);
        var alpha = Vector256.MinNative(cost * 0.001f, Vector256.Create(1e-8f));
        alpha.Store(AlphaOf(i) + at);
        (cost - alpha).Store(RestOf(i) + at);
        return Signed(alpha, positive);
    }

    private float* RestOf(int i) => _rest.Pointer + (long)i * LabelGroup.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> CostsOf(int i, int at, Vector256<float> positive) => Vector256.ConditionalSelect(
        positive, Vector256.Load(_positiveCosts.Pointer + at), Vector256.Load(_negativeCosts.Pointer + at)) * Group.WeightOf(i);

    /// <summary>The step of 8 variables, by y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Step(int i, int at, Vector256<float> margin, int lanes, float q)
    {
        if ((lanes >> at & 0xFF) == 0) return default;
        Vector256<float> active = Expand(lanes >> at), positive = Expand(Group.Positive[i] >> at);
        float* alphas = AlphaOf(i) + at, rests = RestOf(i) + at;
        Vector256<float> cost = CostsOf(i, at, positive), alpha = Vector256.Load(alphas), rest = Vector256.Load(rests),
            m = Signed(margin, positive);
        // Of α and C − α, the one whose optimum is the smaller is moved: Newton's method is safe there.
        var swapped = Vector256.LessThan((rest - alpha) * (0.5f * q) + m, Vector256<float>.Zero);
        var old = Vector256.ConditionalSelect(swapped, rest, alpha);
        var moved = Minimise(at, old, cost, q, m ^ swapped & Vector256.Create(-0f), active);
        var other = cost - moved;
        Vector256<float> still = Vector256.Equals(moved, old), step = moved - old;
        Vector256.ConditionalSelect(still, alpha, Vector256.ConditionalSelect(swapped, other, moved)).Store(alphas);
        Vector256.ConditionalSelect(still, rest, Vector256.ConditionalSelect(swapped, moved, other)).Store(rests);
        return Signed(step, positive ^ swapped);
    }

    /// <summary>The minimum over z in (0, C) of z ln z + (C − z) ln(C − z) + ½ q (z − z₀)² + m (z − z₀).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector256<float> Minimise(
        int at, Vector256<float> start, Vector256<float> cost, float q, Vector256<float> margin, Vector256<float> active)
    {
        var precision = Vector256.Load(_precision.Pointer + at);
        var z = Vector256.ConditionalSelect(Vector256.LessThan(cost - start, cost * 0.5f), start * 0.1f, start);
        var gradient = (z - start) * q + margin + Vector256.Log(z / (cost - z));
        var greatest = Vector256.Load(_greatest.Pointer + at);
        Vector256.MaxNative(greatest, Vector256.Abs(gradient) & active).Store(_greatest.Pointer + at);
        var moving = active & Vector256.GreaterThanOrEqual(Vector256.Abs(gradient), precision);
        var still = Vector256.Equals(moving.AsInt32(), Vector256<int>.Zero).AsSingle();
        var steps = Vector256.Load(_steps.Pointer + at);
        for (int step = 0; step < 100 && moving != Vector256<float>.Zero; step++)
        {
            steps += moving & Vector256<float>.One;
            var next = z - gradient / (cost / ((cost - z) * z) + Vector256.Create(q));
            next = Vector256.ConditionalSelect(Vector256.GreaterThan(next, Vector256<float>.Zero), next, z * 0.1f);
            moving = Vector256.AndNot(moving, Vector256.Equals(next, z));
            z = Vector256.ConditionalSelect(moving, next, z);
            gradient = (z - start) * q + margin + Vector256.Log(z / (cost - z));
            moving &= Vector256.GreaterThanOrEqual(Vector256.Abs(gradient), precision);
        }
        steps.Store(_steps.Pointer + at);
        return Vector256.ConditionalSelect(still, start, z);
    }
}
