using CsCheck;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Correlation;

/// <summary>What must hold of y = x + x·C for every matrix and row.</summary>
public class ConvolutionAlgebraTests
{
    // Small integers, whose sums and products are exact in floats: what holds by algebra then holds to the bit, in whatever order sums are
    // taken.
    private static readonly Gen<(float[][] C, float[] X, float[] Other, int Factor)> Cases =
        from size in Gen.Int[1, 12]
        from c in Gen.OneOf(Gen.Const(0), Gen.Int[-3, 3]).Array[size].Array[size]
        from x in Small(size)
        from other in Small(size)
        from factor in Gen.Int[-9, 9]
        select (Array.ConvertAll(c, Floats), x, other, factor);

    [Fact]
    public void It_is_linear() => Cases.Sample((c, x, other, factor) =>
    {
        float[] sum = [.. x.Zip(other, (a, b) => factor * a + b)];
        Assert.Equal(Convolve(c, x).Zip(Convolve(c, other), (a, b) => factor * a + b), Convolve(c, sum));
    });

    [Fact]
    public void Without_entries_it_changes_nothing() => Cases.Sample((c, x, _, _) =>
        Assert.Equal(x, Convolve(Array.ConvertAll(c, row => new float[row.Length]), x)));

    [Fact]
    public void Slots_in_another_order_give_the_same_values_in_that_order() => Cases.Sample((c, x, _, seed) =>
    {
        int[] order = [.. Enumerable.Range(0, x.Length)];
        new Random(seed).Shuffle(order);
        float[][] moved = Array.ConvertAll(order, i => Array.ConvertAll(order, j => c[i][j]));
        float[] y = Convolve(c, x);
        Assert.Equal(Array.ConvertAll(order, slot => y[slot]), Convolve(moved, Array.ConvertAll(order, slot => x[slot])));
    });

    [Fact]
    public void A_saved_matrix_is_the_same_matrix() => Cases.Sample((c, x, _, _) =>
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var matrix = Matrix(c);
        matrix.Write(writer);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var loaded = CorrelationMatrix.Read(reader);
        Assert.Equal(stream.Length, stream.Position);
        MatrixAssert.Equal(matrix, loaded);
        Assert.Equal(Convolve(matrix, x), Convolve(loaded, x));
    });

    private static float[] Convolve(float[][] c, float[] x) => Convolve(Matrix(c), x);

    private static float[] Convolve(CorrelationMatrix matrix, float[] x)
    {
        VBuffer<float> y = default;
        new RowConvolver(matrix).Convolve(new VBuffer<float>(x.Length, x), ref y);
        // −0 and 0 are one value.
        return [.. y.DenseValues().Select(value => value + 0f)];
    }

    private static CorrelationMatrix Matrix(float[][] c) => MatrixMaker.From([.. c.Select((_, slot) => $"w{slot}")], c);

    private static Gen<float[]> Small(int size) => Gen.Int[-9, 9].Array[size].Select(Floats);

    private static float[] Floats(int[] values) => Array.ConvertAll(values, value => (float)value);
}
