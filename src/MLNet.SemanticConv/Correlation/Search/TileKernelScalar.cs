namespace MLNet.SemanticConv;

/// <summary>The reference: what the other kernels compute, one product at a time.</summary>
internal sealed unsafe class TileKernelScalar : TileKernel
{
    public override int Columns => 16;

    public override void Multiply(float* queries, float* targets, int depth, float* tile)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                float sum = 0;
                for (int k = 0; k < depth; k++) sum = MathF.FusedMultiplyAdd(queries[k * Rows + row], targets[k * Columns + column], sum);
                tile[row * Columns + column] = sum;
            }
        }
    }
}
