namespace MLNet.SemanticConv;

/// <summary>The kernels as one would write them down: the reference for the others, and for processors without vector registers.</summary>
internal sealed unsafe class ScalarKernels : Word2VecKernels
{
    public override int Width => 1;

    public override void UpdateWindow(float** contexts, int count, float** targets, float* labels, float* rates, float* errors, nint stride)
    {
        for (int c = 0; c < count; c++)
            for (int t = 0; t < TileSize; t++)
                errors[(c * ErrorStride) + t] = (labels[t] - Sigmoid.Of(Dot(contexts[c], targets[t], stride))) * rates[t];

        float* targetDeltas = stackalloc float[TileSize];
        for (nint j = 0; j < stride; j++)
        {
            new Span<float>(targetDeltas, TileSize).Clear();
            for (int c = 0; c < count; c++)
            {
                float x = contexts[c][j], delta = 0;
                for (int t = 0; t < TileSize; t++)
                {
                    float error = errors[(c * ErrorStride) + t];
                    delta += error * targets[t][j];
                    targetDeltas[t] += error * x;
                }
                contexts[c][j] = x + delta;
            }
            for (int t = 0; t < TileSize; t++) targets[t][j] += targetDeltas[t];
        }
    }

    public override void UpdatePair(float* input, float* gradient, float** targets, int count, float rate, float* errors, nint stride)
    {
        for (int t = 0; t < count; t++)
        {
            float error = errors[t] = ((t == 0 ? 1 : 0) - Sigmoid.Of(Dot(input, targets[t], stride))) * rate;
            for (nint j = 0; j < stride; j++)
            {
                gradient[j] += error * targets[t][j];
                targets[t][j] += error * input[j];
            }
        }
    }

    public override void Sum(float** rows, int count, float scale, float* result, nint stride)
    {
        for (nint j = 0; j < stride; j++)
        {
            float sum = 0;
            for (int i = 0; i < count; i++) sum += rows[i][j];
            result[j] = sum * scale;
        }
    }

    public override void AddTo(float** rows, int count, float* addend, nint stride)
    {
        for (int i = 0; i < count; i++)
            for (nint j = 0; j < stride; j++) rows[i][j] += addend[j];
    }

    private static float Dot(float* x, float* y, nint stride)
    {
        float sum = 0;
        for (nint j = 0; j < stride; j++) sum += x[j] * y[j];
        return sum;
    }
}
