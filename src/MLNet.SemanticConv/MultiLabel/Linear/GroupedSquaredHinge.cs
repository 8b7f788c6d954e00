using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>Squared hinge loss: <see cref="DualCoordinateDescent.SquaredHinge"/> for a group.</summary>
internal sealed unsafe class GroupedSquaredHinge : GroupedDescent
{
    // 16 numbers each
    private readonly AlignedFloats _positiveRidge = new(LabelGroup.Lanes), _negativeRidge = new(LabelGroup.Lanes);
    private readonly AlignedFloats _greatest = new(LabelGroup.Lanes), _least = new(LabelGroup.Lanes);
    private readonly AlignedFloats _settled = new(LabelGroup.Lanes);   // a variable at 0 whose gradient exceeds this will stay there
    private readonly double[] _norms;
    private int _passedOver;   // the lanes that do not look at all rows

    public GroupedSquaredHinge(LabelGroup group, SparseLinearOptions options) : base(group, options)
    {
        _norms = group.Features.SquaredNorms;
        for (int k = 0; k < LabelGroup.Lanes; k++)
        {
            _positiveRidge.Span[k] = 0.5f / group.PositiveCosts[k];
            _negativeRidge.Span[k] = 0.5f / group.NegativeCosts[k];
        }
        _settled.Span.Fill(float.PositiveInfinity);
        StartPass();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Visit(int i, int lanes)
    {
        int row = Group.RowOf(i);
        var x = Group.Features[row];
        var (low, high) = Dot(x);
        float q = (float)_norms[row] + 1, lightness = 1 / Group.WeightOf(i);
        int positive = Group.Positive[i];
        float* alpha = AlphaOf(i);
        int staying = 0;
        low = Step(0, alpha, low, lanes, positive, q, lightness, ref staying);
        high = Step(Half, alpha, high, lanes, positive, q, lightness, ref staying);
        if (staying != 0)
        {
            Active[i] &= (ushort)~staying;
            _passedOver |= staying;
        }
        if ((low | high) != Vector256<float>.Zero) Add(x, low, high);
    }

    protected override (int Done, int Again) EndPass()
    {
        int done = 0, again = 0;
        for (int k = 0; k < Group.Labels; k++)
        {
            int bit = 1 << k;
            if ((Going & bit) == 0) continue;
            float greatest = _greatest.Span[k];
            bool settled = greatest - _least.Span[k] <= Options.Tolerance;
            _settled.Span[k] = !settled && greatest > 0 ? greatest : float.PositiveInfinity;
            if (!settled) continue;
            if ((_passedOver & bit) == 0) done |= bit;
            else again |= bit;   // what was passed over gets a last look
        }
        _passedOver &= ~again;
        StartPass();
        return (done, again);
    }

    private void StartPass()
    {
        _greatest.Span.Fill(float.NegativeInfinity);
        _least.Span.Fill(float.PositiveInfinity);
    }

    /// <summary>The step of 8 variables, by y; adds to <paramref name="staying"/> those that will stay at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Step(
        int at, float* alpha, Vector256<float> margin, int lanes, int positives, float q, float lightness, ref int staying)
    {
        Vector256<float> active = Expand(lanes >> at), positive = Expand(positives >> at), zero = Vector256<float>.Zero;
        var old = Vector256.Load(alpha + at);
        Vector256<float> ofPositive = Vector256.Load(_positiveRidge.Pointer + at), ofNegative = Vector256.Load(_negativeRidge.Pointer + at);
        var ridge = Vector256.ConditionalSelect(positive, ofPositive, ofNegative) * lightness;
        var gradient = Signed(margin, positive) - Vector256<float>.One + old * ridge;
        var rising = active & Vector256.Equals(old, zero) & Vector256.GreaterThan(gradient, zero);
        var stays = rising & Vector256.GreaterThan(gradient, Vector256.Load(_settled.Pointer + at));
        staying |= (int)stays.ExtractMostSignificantBits() << at;
        active = Vector256.AndNot(active, stays);
        var projected = Vector256.AndNot(gradient, rising);
        Vector256<float> greatest = Vector256.Load(_greatest.Pointer + at), least = Vector256.Load(_least.Pointer + at);
        Vector256.ConditionalSelect(active, Vector256.MaxNative(greatest, projected), greatest).Store(_greatest.Pointer + at);
        Vector256.ConditionalSelect(active, Vector256.MinNative(least, projected), least).Store(_least.Pointer + at);

        var updated = Vector256.ConditionalSelect(active, Vector256.MaxNative(zero, old - gradient / (Vector256.Create(q) + ridge)), old);
        updated.Store(alpha + at);
        return Signed(updated - old, positive);
    }
}
