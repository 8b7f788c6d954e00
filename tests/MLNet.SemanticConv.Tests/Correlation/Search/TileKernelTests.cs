namespace MLNet.SemanticConv.Tests.Correlation;

public unsafe class TileKernelTests
{
    public static TheoryData<int> Kernels => [.. Enumerable.Range(0, TileKernel.Supported.Count)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernels_products_are_those_of_fused_multiply_adds_in_order_to_the_bit(int supported)
    {
        var kernel = TileKernel.Supported[supported];
        var random = new Random(3);
        foreach (int depth in (int[])[1, 2, 7, 100])
        {
            float[] queries = [.. Enumerable.Range(0, depth * TileKernel.Rows).Select(_ => random.NextSingle() - 0.5f)];
            float[] targets = [.. Enumerable.Range(0, depth * kernel.Columns).Select(_ => random.NextSingle() - 0.5f)];
            float[] tile = new float[TileKernel.Rows * kernel.Columns];
            fixed (float* q = queries, t = targets, products = tile) kernel.Multiply(q, t, depth, products);
            for (int i = 0; i < tile.Length; i++)
            {
                float sum = 0;
                for (int k = 0; k < depth; k++)
                    sum = MathF.FusedMultiplyAdd(queries[k * TileKernel.Rows + i / kernel.Columns],
                        targets[k * kernel.Columns + i % kernel.Columns], sum);
                Assert.Equal(sum, tile[i]);
            }
        }
    }

    [Fact]
    public void Blocks_are_whole_panels_of_every_kernel()
        => Assert.All(TileKernel.Supported,
            kernel => Assert.Equal(0,
                new SearchSettings().BlockLength(100) % kernel.Columns + new SearchSettings().BlockLength(100) % TileKernel.Rows));
}
