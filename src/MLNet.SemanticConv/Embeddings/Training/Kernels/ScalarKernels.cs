namespace MLNet.SemanticConv;

/// <summary>The kernels as one would write them down: the reference for the others, and for processors without vector registers.</summary>
internal sealed unsafe class ScalarKernels : Word2VecKernels
{
    public override int Width => 1;

    public override void ComputeErrors(
        float** inputs, float** outputs, int count, float** negatives, float* rates, float* errors, nint stride)
    {
        for (int p = 0; p < count; p++)
        {
            int row = p * ErrorStride;
            errors[row] = (1 - Sigmoid.Of(Dot(inputs[p], outputs[p], stride))) * rates[row];
            for (int t = 0; t < TileSize; t++)
                errors[row + 1 + t] = -Sigmoid.Of(Dot(inputs[p], negatives[t], stride)) * rates[row + 1 + t];
        }
    }

    public override void ApplyErrors(float** inputs, float** outputs, int count, float** negatives, float* errors, nint stride)
    {
        // A negative may be the output of another pair: all take it as it was.
        float* values = stackalloc float[TileSize], deltas = stackalloc float[TileSize];
        for (nint j = 0; j < stride; j++)
        {
            new Span<float>(deltas, TileSize).Clear();
            for (int t = 0; t < TileSize; t++) values[t] = negatives[t][j];
            float* error = errors;
            for (int p = 0; p < count; p++, error += ErrorStride)
            {
                float x = inputs[p][j], delta = error[0] * outputs[p][j];
                for (int t = 0; t < TileSize; t++)
                {
                    delta += error[1 + t] * values[t];
                    deltas[t] += error[1 + t] * x;
                }
                inputs[p][j] = x + delta;
                outputs[p][j] += error[0] * x;
            }
            for (int t = 0; t < TileSize; t++) negatives[t][j] += deltas[t];
        }
    }

    public override void UpdatePair(
        float* input, float* gradient, float** targets, int count, float rate, float negativeRate, float* errors, nint stride)
    {
        for (int t = 0; t < count; t++)
        {
            float sigmoid = Sigmoid.Of(Dot(input, targets[t], stride));
            float error = errors[t] = t == 0 ? (1 - sigmoid) * rate : -sigmoid * negativeRate;
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
