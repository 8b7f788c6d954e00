using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// The arithmetic of word2vec. All rows have <c>stride</c> floats, a multiple of <see cref="Width"/>; what lies beyond the dimensions is 0
/// and stays so.
/// </summary>
internal abstract unsafe class Word2VecKernels
{
    /// <summary>
    /// The negative samples that <see cref="UpdateBatch"/> takes at once: with an output word as many targets as leave registers for twice
    /// as many sums in AVX2's sixteen.
    /// </summary>
    public const int TileSize = 5;

    /// <summary>The floats of a row of errors.</summary>
    public const int ErrorStride = 8;

    /// <summary>The floats that a row must be a multiple of.</summary>
    public abstract int Width { get; }

    /// <summary>The kernels for a register width.</summary>
    public static Word2VecKernels Create(SimdLevel level) => level switch
    {
        SimdLevel.Scalar => new ScalarKernels(),
        SimdLevel.Vector128 => new VectorKernels<Vector128<float>, Lanes128>(),
        SimdLevel.Vector256 => new VectorKernels<Vector256<float>, Lanes256>(),
        SimdLevel.Vector512 => new VectorKernels<Vector512<float>, Lanes512>(),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>
    /// One step for several pairs of an input x and an output y that share their negative samples. With e = (label − σ(x·y)) · rate, all
    /// from before the step, every x gains Σ e·y over its output and the negatives, every output e·x, then every negative Σ e·x over the
    /// pairs.
    /// </summary>
    /// <param name="inputs">The pairs' inputs. A row may occur several times.</param>
    /// <param name="outputs">The pairs' outputs, of label 1. A row may occur several times.</param>
    /// <param name="count">The number of pairs, at least 1.</param>
    /// <param name="negatives"><see cref="TileSize"/> rows of label 0. A row may occur several times.</param>
    /// <param name="rates">
    /// For each pair a row of <see cref="ErrorStride"/> floats: the learning rate of its output, then of each negative; 0 leaves one out.
    /// </param>
    /// <param name="errors">Receives e, in the order of <paramref name="rates"/>; room for one row more is needed.</param>
    /// <param name="stride">The floats of a row.</param>
    public void UpdateBatch(float** inputs, float** outputs, int count, float** negatives, float* rates, float* errors, nint stride)
    {
        ComputeErrors(inputs, outputs, count, negatives, rates, errors, stride);
        ApplyErrors(inputs, outputs, count, negatives, errors, stride);
    }

    /// <summary>The first half of <see cref="UpdateBatch"/>: e.</summary>
    public abstract void ComputeErrors(
        float** inputs, float** outputs, int count, float** negatives, float* rates, float* errors, nint stride);

    /// <summary>The second half of <see cref="UpdateBatch"/>: what all rows gain by e.</summary>
    public abstract void ApplyErrors(float** inputs, float** outputs, int count, float** negatives, float* errors, nint stride);

    /// <summary>
    /// One step for one input and several targets, one after another: e = (label − σ(x·y)) · rate, gradient += e·y, y += e·x.
    /// The first target is the true one, with label 1.
    /// </summary>
    /// <param name="input">x, which is left as it is.</param>
    /// <param name="gradient">Gains Σ e·y.</param>
    /// <param name="targets">The targets' rows.</param>
    /// <param name="count">Their number.</param>
    /// <param name="rate">The learning rate of the true target.</param>
    /// <param name="negativeRate">That of the others.</param>
    /// <param name="errors">Receives e, <paramref name="count"/> floats.</param>
    /// <param name="stride">The floats of a row.</param>
    public abstract void UpdatePair(
        float* input, float* gradient, float** targets, int count, float rate, float negativeRate, float* errors, nint stride);

    /// <summary>result = scale · Σ rows.</summary>
    public abstract void Sum(float** rows, int count, float scale, float* result, nint stride);

    /// <summary>Adds <paramref name="addend"/> to each row.</summary>
    public abstract void AddTo(float** rows, int count, float* addend, nint stride);
}
