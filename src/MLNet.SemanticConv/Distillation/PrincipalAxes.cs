using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>The mean of some vectors and the directions in which they vary most.</summary>
internal sealed class PrincipalAxes
{
    // Some thousands tell the covariance well enough.
    private const int MostVectors = 10_000;

    private readonly float[] _mean;
    private readonly float[][] _axes;

    private PrincipalAxes(float[] mean, float[][] axes) => (_mean, _axes) = (mean, axes);

    /// <summary>The number of axes.</summary>
    public int Count => _axes.Length;

    /// <param name="vectors">n × d, row by row; of many, some evenly spread ones are looked at.</param>
    /// <param name="dimensions">d.</param>
    /// <param name="count">The number of axes, of which there are at most d.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static PrincipalAxes Of(float[] vectors, int dimensions, int count, CancellationToken cancellationToken)
    {
        int rows = vectors.Length / dimensions, step = (rows + MostVectors - 1) / MostVectors;
        float[] some = new float[(rows + step - 1) / step * dimensions];
        for (int row = 0; row < rows; row += step)
            vectors.AsSpan(row * dimensions, dimensions).CopyTo(some.AsSpan(row / step * dimensions));
        double[] mean = new double[dimensions];
        for (int i = 0; i < some.Length; i++) mean[i % dimensions] += some[i];
        TensorPrimitives.Divide(mean, some.Length / dimensions, mean);
        double[][] axes = PrincipalComponents.First(some, mean, Math.Min(count, dimensions), cancellationToken);
        return new(Array.ConvertAll(mean, x => (float)x), Array.ConvertAll(axes, axis => Array.ConvertAll(axis, x => (float)x)));
    }

    /// <summary>The coordinates of vectors along the axes, from their mean on.</summary>
    /// <param name="vectors">n × d, row by row.</param>
    /// <returns>n × <see cref="Count"/>.</returns>
    public float[] Project(ReadOnlySpan<float> vectors)
    {
        int dimensions = _mean.Length, count = vectors.Length / dimensions;
        float[] coordinates = new float[count * Count], centred = new float[dimensions];
        for (int row = 0; row < count; row++)
        {
            TensorPrimitives.Subtract(vectors.Slice(row * dimensions, dimensions), _mean, centred);
            for (int axis = 0; axis < Count; axis++) coordinates[row * Count + axis] = TensorPrimitives.Dot<float>(centred, _axes[axis]);
        }
        return coordinates;
    }
}
