using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.SemanticConv;

/// <summary>
/// What <see cref="DualCoordinateDescent"/> does, for up to 16 labels at a time: one walk along a sparse row serves them all, as the
/// weights that they give a feature lie side by side. Each label takes the steps that it would take alone, so what it learns does not
/// depend on the others.
/// </summary>
/// <remarks>
/// In single precision, good for tolerances from 1e-4 up. Memory: 64 bytes for each feature, and for each row 70 (134
/// for logistic loss).
/// </remarks>
internal abstract unsafe class GroupedDescent
{
    // The least tolerance that single precision can tell from rounding errors, and the features whose weights take a gigabyte.
    private const double LeastTolerance = 1e-4;
    private const int MostFeatures = 1 << 24;

    protected const int Half = LabelGroup.Lanes / 2;

    private const int RowsAhead = 3;

    private readonly AlignedFloats _w;   // a cache line for each feature; the last one is the bias
    private readonly AlignedFloats _alpha;
    private readonly int[] _order;
    private RowShuffle _shuffle;

    protected GroupedDescent(LabelGroup group, SparseLinearOptions options)
    {
        (Group, Options) = (group, options);
        _w = new((group.Features.Size + 1L) * LabelGroup.Lanes);
        _alpha = new((long)group.Count * LabelGroup.Lanes);
        Active = new ushort[group.Count];
        _order = [.. Enumerable.Range(0, group.Count)];
        _shuffle = new(options.Seed);
    }

    protected LabelGroup Group { get; }

    protected SparseLinearOptions Options { get; }

    /// <summary>Bit k of element i: whether row i is still looked at for label k.</summary>
    protected ushort[] Active { get; }

    /// <summary>The lanes that have not come to their end.</summary>
    protected int Going { get; private set; }

    /// <summary>The number of labels that a group may have: 1 where one label at a time, in double precision, is the better way.</summary>
    public static int SizeFor(FeatureRows features, SparseLinearOptions options)
        => options.Tolerance >= LeastTolerance && features.Size <= MostFeatures ? LabelGroup.Lanes : 1;

    /// <summary>V weights and the bias for each label.</summary>
    /// <param name="group">The labels.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="betweenPasses">Called before each pass; it may throw to end the work.</param>
    public static float[][] SquaredHinge(LabelGroup group, SparseLinearOptions options, Action betweenPasses)
        => new GroupedSquaredHinge(group, options).Solve(betweenPasses);

    /// <inheritdoc cref="SquaredHinge"/>
    public static float[][] Logistic(LabelGroup group, SparseLinearOptions options, Action betweenPasses)
        => new GroupedLogistic(group, options).Solve(betweenPasses);

    /// <summary>Moves the variables of row i, those of the lanes in a mask.</summary>
    protected abstract void Visit(int i, int lanes);

    /// <summary>Ends a pass.</summary>
    /// <returns>The lanes that are done, and those that shall look at all rows again.</returns>
    protected abstract (int Done, int Again) EndPass();

    private float[][] Solve(Action betweenPasses)
    {
        Going = (1 << Group.Labels) - 1;
        Activate(Going);
        Start();
        for (int pass = 0; pass < Options.MaximumNumberOfIterations && Going != 0; pass++)
        {
            betweenPasses();
            _shuffle.Apply(_order);
            for (int s = 0; s < _order.Length; s++)
            {
                int i = _order[s];
                if (s + RowsAhead < _order.Length) Prefetch(_order[s + RowsAhead]);
                int lanes = Active[i];
                if (lanes != 0) Visit(i, lanes);
            }
            var (done, again) = EndPass();
            if (done != 0) foreach (ref ushort lanes in Active.AsSpan()) lanes &= (ushort)~done;
            if (again != 0) Activate(again);
            Going &= ~done;
        }
        return [.. Enumerable.Range(0, Group.Labels).Select(WeightsOf)];
    }

    /// <summary>Sets the variables before the first pass.</summary>
    protected virtual void Start() { }

    protected float* AlphaOf(int i) => _alpha.Pointer + (long)i * LabelGroup.Lanes;

    /// <summary>w · x and the bias of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected (Vector256<float> Low, Vector256<float> High) Dot(SparseRow x)
    {
        float* w = _w.Pointer, bias = w + (long)Group.Features.Size * LabelGroup.Lanes;
        Vector256<float> low = Vector256.Load(bias), high = Vector256.Load(bias + Half), low2 = default, high2 = default;
        // Rows hold no index that is not a feature's.
        ref int indices = ref MemoryMarshal.GetReference(x.Indices);
        ref float values = ref MemoryMarshal.GetReference(x.Values);
        nint k = 0, count = x.Indices.Length;
        for (; k + 1 < count; k += 2)
        {
            float* line = w + ((nint)Unsafe.Add(ref indices, k) << 4), line2 = w + ((nint)Unsafe.Add(ref indices, k + 1) << 4);
            Vector256<float> value = Vector256.Create(Unsafe.Add(ref values, k)), value2 = Vector256.Create(Unsafe.Add(ref values, k + 1));
            low = Vector256.MultiplyAddEstimate(Vector256.Load(line), value, low);
            high = Vector256.MultiplyAddEstimate(Vector256.Load(line + Half), value, high);
            low2 = Vector256.MultiplyAddEstimate(Vector256.Load(line2), value2, low2);
            high2 = Vector256.MultiplyAddEstimate(Vector256.Load(line2 + Half), value2, high2);
        }
        if (k < count)
        {
            float* line = w + ((nint)Unsafe.Add(ref indices, k) << 4);
            var value = Vector256.Create(Unsafe.Add(ref values, k));
            low = Vector256.MultiplyAddEstimate(Vector256.Load(line), value, low);
            high = Vector256.MultiplyAddEstimate(Vector256.Load(line + Half), value, high);
        }
        return (low + low2, high + high2);
    }

    /// <summary>w += step · x, and the bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Add(SparseRow x, Vector256<float> low, Vector256<float> high)
    {
        float* w = _w.Pointer, bias = w + (long)Group.Features.Size * LabelGroup.Lanes;
        (Vector256.Load(bias) + low).Store(bias);
        (Vector256.Load(bias + Half) + high).Store(bias + Half);
        ref int indices = ref MemoryMarshal.GetReference(x.Indices);
        ref float values = ref MemoryMarshal.GetReference(x.Values);
        for (nint k = 0; k < x.Indices.Length; k++)
        {
            float* line = w + ((nint)Unsafe.Add(ref indices, k) << 4);
            var value = Vector256.Create(Unsafe.Add(ref values, k));
            Vector256.MultiplyAddEstimate(low, value, Vector256.Load(line)).Store(line);
            Vector256.MultiplyAddEstimate(high, value, Vector256.Load(line + Half)).Store(line + Half);
        }
    }

    /// <summary>All bits of the lanes whose bit is set among the lowest 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector256<float> Expand(int bits)
    {
        var each = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create(bits) & each, each).AsSingle();
    }

    /// <summary>−x in the lanes that are not positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector256<float> Signed(Vector256<float> x, Vector256<float> positive)
        => x ^ Vector256.AndNot(Vector256.Create(-0f), positive);

    private void Activate(int lanes)
    {
        for (int i = 0; i < Active.Length; i++)
            if (Group.WeightOf(i) > 0) Active[i] |= (ushort)lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(int i)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(AlphaOf(i));
        var x = Group.Features[Group.RowOf(i)];
        Sse.Prefetch0(Unsafe.AsPointer(ref MemoryMarshal.GetReference(x.Values)));
    }

    private float[] WeightsOf(int lane)
    {
        float[] weights = new float[Group.Features.Size + 1];
        for (int j = 0; j < weights.Length; j++) weights[j] = _w.Pointer[(long)j * LabelGroup.Lanes + lane];
        GC.KeepAlive(_w);
        return weights;
    }
}
