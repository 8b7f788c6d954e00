using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public unsafe class Word2VecKernelsTests
{
    private const int Tile = Word2VecKernels.TileSize;
    private const int ErrorStride = Word2VecKernels.ErrorStride;

    // Registers that the processor lacks are emulated by .NET: slow, but the same arithmetic.
    public static TheoryData<string> Levels => new(Enum.GetValues<SimdLevel>().Select(level => level.ToString()));

    public static TheoryData<string, int, int> LevelsAndSizes
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var level in Enum.GetValues<SimdLevel>())
                foreach (int stride in new[] { 16, 48, 112 })
                    foreach (int contexts in new[] { 1, 2, 3, 10 }) data.Add(level.ToString(), stride, contexts);
            return data;
        }
    }

    private static Word2VecKernels Kernels(string level) => Word2VecKernels.Create(Enum.Parse<SimdLevel>(level));

    [Theory]
    [MemberData(nameof(Levels))]
    public void One_step_of_a_window_equals_the_numbers_worked_out_by_hand(string level)
    {
        // x = (1, 2), true y = (ln 3, 0), negative y = (0, 0), rate 0.1. x·y is ln 3 and 0, so σ is 3/4 and 1/2:
        // e = (1 − 3/4)·0.1 = 0.025 and (0 − 1/2)·0.1 = −0.05.
        // x gains 0.025·(ln 3, 0); the true y gains 0.025·(1, 2); the negative one −0.05·(1, 2).
        float ln3 = MathF.Log(3);
        var window = new Window(stride: 16, contexts: [[1, 2]], targets: [[ln3, 0], [0, 0]]);
        window.Update(Kernels(level), rate: 0.1f);
        AssertClose([1 + (0.025f * ln3), 2], window.Context(0)[..2]);
        AssertClose([ln3 + 0.025f, 0.05f], window.Target(0)[..2]);
        AssertClose([-0.05f, -0.1f], window.Target(1)[..2]);
        AssertClose([0.025f, -0.05f], window.Error(0)[..2]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_step_goes_down_the_gradient_of_the_loss_found_by_finite_differences(string level)
    {
        const float Rate = 1e-3f;
        float[][] contexts = Rows(3, 8, seed: 1), targets = Rows(Tile, 8, seed: 2);
        var window = new Window(16, contexts, targets);
        window.Update(Kernels(level), Rate);
        for (int row = 0; row < 3; row++)
            for (int j = 0; j < 8; j++)
                Assert.Equal(-Rate * Slope(contexts, row, j), window.Context(row)[j] - contexts[row][j], 2e-6);
        for (int row = 0; row < Tile; row++)
            for (int j = 0; j < 8; j++)
                // The targets see contexts that have moved by the order of the rate.
                Assert.Equal(-Rate * Slope(targets, row, j), window.Target(row)[j] - targets[row][j], 1e-5);

        double Slope(float[][] rows, int row, int j)
        {
            const float Step = 1e-2f;
            float value = rows[row][j];
            rows[row][j] = value + Step;
            double above = Loss();
            rows[row][j] = value - Step;
            double below = Loss();
            rows[row][j] = value;
            return (above - below) / (2 * Step);
        }

        double Loss() => contexts.Sum(x => targets.Select((y, t) => (Dot: x.Zip(y, (a, b) => a * (double)b).Sum(), Sign: t == 0 ? 1 : -1))
            .Sum(term => Math.Log(1 + Math.Exp(-term.Sign * term.Dot))));
    }

    [Theory]
    [MemberData(nameof(LevelsAndSizes))]
    public void Every_instruction_set_agrees_with_the_scalar_reference(string level, int stride, int contexts)
    {
        Window New() => new(stride, Rows(contexts, stride, seed: 3), Rows(Tile, stride, seed: 4));
        Window expected = New(), actual = New();
        expected.Update(Kernels(nameof(SimdLevel.Scalar)), 0.05f);
        actual.Update(Kernels(level), 0.05f);
        for (int i = 0; i < contexts; i++)
        {
            AssertClose(expected.Context(i), actual.Context(i));
            AssertClose(expected.Error(i)[..Tile], actual.Error(i)[..Tile]);
        }
        for (int i = 0; i < Tile; i++) AssertClose(expected.Target(i), actual.Target(i));
    }

    [Theory]
    [MemberData(nameof(LevelsAndSizes))]
    public void Pairs_sums_and_additions_agree_with_the_scalar_reference(string level, int stride, int contexts)
    {
        Window New() => new(stride, Rows(contexts, stride, seed: 5), Rows(Tile, stride, seed: 6));
        Window expected = New(), actual = New();
        float[] Run(Word2VecKernels kernels, Window window)
        {
            float[] mean = new float[stride], gradient = new float[stride], errors = new float[Tile];
            fixed (float* m = mean, g = gradient, e = errors)
            {
                kernels.Sum(window.Contexts, contexts, 1f / contexts, m, stride);
                kernels.UpdatePair(m, g, window.Targets, Tile, 0.05f, e, stride);
                kernels.AddTo(window.Contexts, contexts, g, stride);
            }
            return [.. mean, .. gradient, .. errors];
        }
        AssertClose(Run(Kernels(nameof(SimdLevel.Scalar)), expected), Run(Kernels(level), actual));
        for (int i = 0; i < contexts; i++) AssertClose(expected.Context(i), actual.Context(i));
        for (int i = 0; i < Tile; i++) AssertClose(expected.Target(i), actual.Target(i));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_target_drawn_twice_gains_twice(string level)
    {
        var window = new Window(16, [[1, 0]], [[0, 0], [0, 0]]);
        window.Targets[1] = window.Targets[0];
        window.Update(Kernels(level), rate: 0.1f);
        // +0.05 as the true word and −0.05 as a negative sample.
        AssertClose([0, 0], window.Target(0)[..2]);
        window.Targets[0] = window.Targets[2];
        window.Targets[2] = window.Targets[1];
        window.Update(Kernels(level), rate: 0.1f, count: 3);
        AssertClose([-0.1f, 0], window.Target(0)[..2]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Rows_that_fill_a_tile_change_nothing(string level)
    {
        var window = new Window(16, [[1, 2], [3, 4]], [[1, 1], [2, 2]]);
        window.Update(Kernels(level), rate: 0.1f, count: 2);
        Assert.Equal(new float[16], window.Target(2).ToArray());
        Assert.Equal(new float[14], window.Target(1)[2..].ToArray());
    }

    [Fact]
    public void The_vectorized_sigmoid_is_exact()
    {
        for (float x = -100; x <= 100; x += 0.0137f)
        {
            double exact = 1 / (1 + Math.Exp(-(double)x));
            Assert.Equal(exact, Sigmoid.Of(x), 1e-6);
            float vectorized = Sigmoid.Of(System.Runtime.Intrinsics.Vector256.Create(x))[5];
            bool close = Math.Abs(vectorized - exact) <= 1e-6 * Math.Max(exact, 1e-30) || Math.Abs(x) > 80;
            Assert.True(close, $"{x}: {vectorized} instead of {exact}");
        }
    }

    private static float[][] Rows(int count, int length, int seed)
    {
        var random = new Random(seed);
        float[] Row(int row) => Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f).ToArray();
        return Enumerable.Range(0, count).Select(Row).ToArray();
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-6f);
    }

    /// <summary>Rows in pinned memory and the arguments of a kernel.</summary>
    private sealed class Window
    {
        private readonly float[] _values;
        private readonly nint[] _pointers = GC.AllocateArray<nint>(64, pinned: true);
        private readonly int _stride;
        private readonly int _contexts;
        private readonly int _targets;

        public Window(int stride, float[][] contexts, float[][] targets)
        {
            (_stride, _contexts, _targets) = (stride, contexts.Length, targets.Length);
            _values = GC.AllocateArray<float>(((contexts.Length + Tile) * stride) + ((contexts.Length + 3) * ErrorStride), pinned: true);
            for (int i = 0; i < contexts.Length; i++) contexts[i].CopyTo(_values, i * stride);
            for (int i = 0; i < targets.Length; i++) targets[i].CopyTo(_values, (contexts.Length + i) * stride);
            for (int i = 0; i < contexts.Length; i++) Contexts[i] = Row(i);
            for (int i = 0; i < Tile; i++) Targets[i] = Row(contexts.Length + i);
        }

        public float** Contexts => (float**)Address(_pointers);

        public float** Targets => Contexts + _contexts;

        public Span<float> Context(int row) => new(Row(row), _stride);

        public Span<float> Target(int row) => new(Row(_contexts + row), _stride);

        public Span<float> Error(int context) => new(Row(_contexts + Tile) + ((2 + context) * ErrorStride), ErrorStride);

        public void Update(Word2VecKernels kernels, float rate, int? count = null)
        {
            float* labels = Row(_contexts + Tile), rates = labels + ErrorStride;
            labels[0] = 1;
            new Span<float>(rates, ErrorStride).Clear();
            new Span<float>(rates, count ?? _targets).Fill(rate);
            kernels.UpdateWindow(Contexts, _contexts, Targets, labels, rates, rates + ErrorStride, _stride);
        }

        private float* Row(int row) => (float*)Address(_values) + (row * _stride);

        private static void* Address<T>(T[] pinned)
            where T : unmanaged
            => Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
    }
}
