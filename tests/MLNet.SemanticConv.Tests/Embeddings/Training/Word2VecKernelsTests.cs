using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public void One_step_equals_the_numbers_worked_out_by_hand(string level)
    {
        // x = (1, 2), its output y = (ln 3, 0), a negative n = (0, 0), rates 0.1 and 0.2. x·y is ln 3 and x·n is 0, so σ is 3/4 and 1/2:
        // e = (1 − 3/4)·0.1 = 0.025 and (0 − 1/2)·0.2 = −0.1.
        // x gains 0.025·(ln 3, 0); y gains 0.025·(1, 2); n gains −0.1·(1, 2).
        float ln3 = MathF.Log(3);
        var batch = new Batch(stride: 16, inputs: [[1, 2]], outputs: [[ln3, 0]], negatives: [[0, 0]]);
        batch.Update(Kernels(level), rate: 0.1f, negativeRate: 0.2f);
        AssertClose([1 + (0.025f * ln3), 2], batch.Input(0)[..2]);
        AssertClose([ln3 + 0.025f, 0.05f], batch.Output(0)[..2]);
        AssertClose([-0.1f, -0.2f], batch.Negative(0)[..2]);
        AssertClose([0.025f, -0.1f], batch.Error(0)[..2]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_step_goes_down_the_gradient_of_the_loss_found_by_finite_differences(string level)
    {
        const float Rate = 1e-3f;
        float[][] inputs = Rows(3, 8, seed: 1), outputs = Rows(3, 8, seed: 2), negatives = Rows(Tile, 8, seed: 7);
        var batch = new Batch(16, inputs, outputs, negatives);
        batch.Update(Kernels(level), Rate, Rate);
        for (int row = 0; row < 3; row++)
        {
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal(-Rate * Slope(inputs, row, j), batch.Input(row)[j] - inputs[row][j], 2e-6);
                Assert.Equal(-Rate * Slope(outputs, row, j), batch.Output(row)[j] - outputs[row][j], 2e-6);
            }
        }
        for (int row = 0; row < Tile; row++)
            for (int j = 0; j < 8; j++)
                Assert.Equal(-Rate * Slope(negatives, row, j), batch.Negative(row)[j] - negatives[row][j], 5e-6);

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

        double Loss() => inputs.Zip(outputs, (x, y) => Term(x, y, 1) + negatives.Sum(n => Term(x, n, -1))).Sum();

        static double Term(float[] x, float[] y, int sign) => Math.Log(1 + Math.Exp(-sign * x.Zip(y, (a, b) => a * (double)b).Sum()));
    }

    [Theory]
    [MemberData(nameof(LevelsAndSizes))]
    public void Every_instruction_set_agrees_with_the_scalar_reference(string level, int stride, int pairs)
    {
        Batch New() => new(stride, Rows(pairs, stride, seed: 3), Rows(pairs, stride, seed: 8), Rows(Tile, stride, seed: 4));
        Batch expected = New(), actual = New();
        // Rows that stand there twice, on either side.
        foreach (var batch in new[] { expected, actual })
        {
            batch.Negatives[3] = batch.Outputs[pairs - 1];
            batch.Inputs[pairs - 1] = batch.Inputs[0];
            batch.Outputs[pairs / 2] = batch.Outputs[0];
        }
        expected.Update(Kernels(nameof(SimdLevel.Scalar)), 0.05f, 0.07f);
        actual.Update(Kernels(level), 0.05f, 0.07f);
        for (int i = 0; i < pairs; i++)
        {
            AssertClose(expected.Input(i), actual.Input(i));
            AssertClose(expected.Output(i), actual.Output(i));
            AssertClose(expected.Error(i)[..(Tile + 1)], actual.Error(i)[..(Tile + 1)]);
        }
        for (int i = 0; i < Tile; i++) AssertClose(expected.Negative(i), actual.Negative(i));
    }

    [Theory]
    [MemberData(nameof(LevelsAndSizes))]
    public void Pairs_sums_and_additions_agree_with_the_scalar_reference(string level, int stride, int rows)
    {
        Batch New() => new(stride, Rows(rows, stride, seed: 5), Rows(rows, stride, seed: 9), Rows(Tile, stride, seed: 6));
        Batch expected = New(), actual = New();
        float[] Run(Word2VecKernels kernels, Batch batch)
        {
            float[] mean = new float[stride], gradient = new float[stride], errors = new float[Tile];
            fixed (float* m = mean, g = gradient, e = errors)
            {
                kernels.Sum(batch.Inputs, rows, 1f / rows, m, stride);
                kernels.UpdatePair(m, g, batch.Negatives, Tile, 0.05f, 0.07f, e, stride);
                kernels.AddTo(batch.Inputs, rows, g, stride);
            }
            return [.. mean, .. gradient, .. errors];
        }
        AssertClose(Run(Kernels(nameof(SimdLevel.Scalar)), expected), Run(Kernels(level), actual));
        for (int i = 0; i < rows; i++) AssertClose(expected.Input(i), actual.Input(i));
        for (int i = 0; i < Tile; i++) AssertClose(expected.Negative(i), actual.Negative(i));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_row_that_stands_there_twice_gains_twice(string level)
    {
        // All dot products are 0: e is ½·0.1 for an output, −½·0.1 for a negative.
        var batch = new Batch(16, inputs: [[1, 0], [1, 0]], outputs: [[0, 0], [0, 0]], negatives: [[0, 0], [0, 0], [0, 0]]);
        batch.Outputs[1] = batch.Outputs[0];
        batch.Negatives[1] = batch.Negatives[0];
        batch.Negatives[2] = batch.Outputs[0];
        batch.Update(Kernels(level), rate: 0.1f, negativeRate: 0.1f);
        AssertClose([-0.2f, 0], batch.Negative(0)[..2]);
        AssertClose([0.1f - 0.1f, 0], batch.Output(0)[..2]);

        batch = new Batch(16, inputs: [[0, 0], [0, 0]], outputs: [[1, 0], [0, 1]], negatives: [[0, 0]]);
        batch.Inputs[1] = batch.Inputs[0];
        batch.Update(Kernels(level), rate: 0.1f, negativeRate: 0.1f);
        AssertClose([0.05f, 0.05f], batch.Input(0)[..2]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_rate_of_0_leaves_a_pair_or_a_negative_as_it_is(string level)
    {
        var batch = new Batch(16, [[1, 2], [3, 4]], [[1, 1], [2, 2]], [[5, 6], [7, 8]]);
        batch.Update(Kernels(level), rate: 0, negativeRate: 0.1f, count: 1);
        AssertClose([1, 1], batch.Output(0)[..2]);
        AssertClose([7, 8], batch.Negative(1)[..2]);
        Assert.Equal(new float[14], batch.Negative(0)[2..].ToArray());
        Assert.True(batch.Negative(0)[0] < 5);
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
    private sealed class Batch
    {
        private readonly float[] _values;
        private readonly nint[] _pointers = GC.AllocateArray<nint>(64, pinned: true);
        private readonly int _stride, _count, _negatives;

        public Batch(int stride, float[][] inputs, float[][] outputs, float[][] negatives)
        {
            (_stride, _count, _negatives) = (stride, inputs.Length, negatives.Length);
            int rows = (2 * _count) + Tile;
            _values = GC.AllocateArray<float>((rows * stride) + (((2 * _count) + 1) * ErrorStride), pinned: true);
            float[][] all = [.. inputs, .. outputs, .. negatives];
            for (int i = 0; i < all.Length; i++) all[i].CopyTo(_values, i * stride);
            for (int i = 0; i < rows; i++) Inputs[i] = Row(i);
        }

        public float** Inputs => (float**)Address(_pointers);

        public float** Outputs => Inputs + _count;

        public float** Negatives => Outputs + _count;

        public Span<float> Input(int row) => new(Row(row), _stride);

        public Span<float> Output(int row) => new(Row(_count + row), _stride);

        public Span<float> Negative(int row) => new(Row((2 * _count) + row), _stride);

        public Span<float> Error(int pair) => new(Row((2 * _count) + Tile) + ((_count + pair) * ErrorStride), ErrorStride);

        public void Update(Word2VecKernels kernels, float rate, float negativeRate, int? count = null)
        {
            float* rates = Row((2 * _count) + Tile);
            for (int pair = 0; pair < _count; pair++)
            {
                var row = new Span<float>(rates + (pair * ErrorStride), ErrorStride);
                row.Clear();
                row[0] = rate;
                row.Slice(1, count ?? _negatives).Fill(negativeRate);
            }
            kernels.UpdateBatch(Inputs, Outputs, _count, Negatives, rates, rates + (_count * ErrorStride), _stride);
        }

        private float* Row(int row) => (float*)Address(_values) + (row * _stride);

        private static void* Address<T>(T[] pinned)
            where T : unmanaged
            => Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
    }
}
