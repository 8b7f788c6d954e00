using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// Solves min ‖A·V − E‖² + λ‖V − V₀‖² for all columns of E at once, by conjugate gradient on the normal equations
/// (AᵀA + λI)(V − V₀) = Aᵀ(E − A·V₀) (Hestenes and Stiefel 1952).
/// </summary>
/// <remarks>
/// The columns are problems of their own. They are solved in blocks of 32, whose rows of V are two cache lines, and a thread has a block to
/// itself, so that what comes out does not depend on the number of threads. Memory: 128 bytes for each thread and row of A, and 512 for
/// each column of A.
/// </remarks>
internal sealed class RidgeRegression
{
    private const int BlockWidth = 32;

    private readonly SparseRows _rows, _transposed;
    private readonly float[] _targets;
    private readonly int _dimensions;

    /// <param name="rows">A, n × V.</param>
    /// <param name="targets">E, n × d, row by row.</param>
    /// <param name="dimensions">d.</param>
    public RidgeRegression(SparseRows rows, float[] targets, int dimensions)
        => (_rows, _transposed, _targets, _dimensions) = (rows, rows.Transpose(), targets, dimensions);

    /// <summary>V.</summary>
    /// <param name="prior">V₀, V × d, row by row.</param>
    /// <param name="regularization">λ.</param>
    /// <param name="options">When to stop, and the number of threads.</param>
    /// <param name="cancellationToken">Ends the work before the next step.</param>
    public float[] Solve(
        ReadOnlyMemory<float> prior, double regularization, DistillationOptions options, CancellationToken cancellationToken)
    {
        float[] solution = new float[prior.Length];
        int blocks = (_dimensions + BlockWidth - 1) / BlockWidth;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.NumberOfThreads, CancellationToken = cancellationToken };
        Parallel.For(0, blocks, parallel, block =>
        {
            int first = block * BlockWidth, width = Math.Min(BlockWidth, _dimensions - first);
            float[] v = Columns(prior.Span, _dimensions, first, width), e = Columns(_targets, _dimensions, first, width);
            Solve(v, e, width, (float)regularization, options, cancellationToken);
            for (int row = 0; row < _rows.ColumnCount; row++)
                v.AsSpan(row * width, width).CopyTo(solution.AsSpan(row * _dimensions + first));
        });
        return solution;
    }

    /// <param name="v">V₀, replaced by V.</param>
    /// <param name="e">E, of which nothing is left.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    private void Solve(float[] v, float[] e, int width, float lambda, DistillationOptions options, CancellationToken cancellationToken)
    {
        float[] ofRows = new float[e.Length], residual = new float[v.Length], image = new float[v.Length];
        _rows.Multiply(v, width, ofRows);
        TensorPrimitives.Subtract(e, ofRows, e);
        _transposed.Multiply(e, width, residual);
        float[] direction = [.. residual];
        double[] squares = Dots(residual, residual, width), first = squares;
        double enough = options.Tolerance * options.Tolerance;
        float[] steps = new float[width];
        for (int iteration = 0; iteration < options.MaximumNumberOfIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _rows.Multiply(direction, width, ofRows);
            _transposed.Multiply(ofRows, width, image);
            TensorPrimitives.MultiplyAdd(direction, lambda, image, image);
            double[] curvatures = Dots(direction, image, width);
            for (int k = 0; k < width; k++) steps[k] = curvatures[k] > 0 ? (float)(squares[k] / curvatures[k]) : 0;
            AddScaled(v, direction, steps);
            TensorPrimitives.Negate<float>(steps, steps);
            AddScaled(residual, image, steps);

            double[] next = Dots(residual, residual, width);
            if (next.Zip(first).All(pair => pair.First <= enough * pair.Second)) break;
            for (int k = 0; k < width; k++) steps[k] = squares[k] > 0 ? (float)(next[k] / squares[k]) : 0;
            for (int at = 0; at < direction.Length; at += width)
            {
                var row = direction.AsSpan(at, width);
                TensorPrimitives.MultiplyAdd(row, steps, residual.AsSpan(at, width), row);
            }
            squares = next;
        }
    }

    /// <summary>x += y · diag(factors).</summary>
    private static void AddScaled(float[] x, float[] y, float[] factors)
    {
        for (int at = 0; at < x.Length; at += factors.Length)
        {
            var row = x.AsSpan(at, factors.Length);
            TensorPrimitives.MultiplyAdd(y.AsSpan(at, factors.Length), factors, row, row);
        }
    }

    /// <summary>The inner product of each column of x with that of y; sums of many rows are in double precision.</summary>
    private static double[] Dots(float[] x, float[] y, int width)
    {
        const int Rows = 256;
        double[] sums = new double[width];
        float[] some = new float[width];
        for (int start = 0; start < x.Length; start += Rows * width)
        {
            some.AsSpan().Clear();
            for (int at = start; at < Math.Min(start + Rows * width, x.Length); at += width)
                TensorPrimitives.MultiplyAdd<float>(x.AsSpan(at, width), y.AsSpan(at, width), some, some);
            for (int k = 0; k < width; k++) sums[k] += some[k];
        }
        return sums;
    }

    private static float[] Columns(ReadOnlySpan<float> matrix, int dimensions, int first, int width)
    {
        float[] columns = new float[matrix.Length / dimensions * width];
        for (int row = 0; row < matrix.Length / dimensions; row++)
            matrix.Slice(row * dimensions + first, width).CopyTo(columns.AsSpan(row * width));
        return columns;
    }
}
