using System.Runtime.Intrinsics;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>
/// The arithmetic of word2vec. All rows have <c>stride</c> floats, a multiple of <see cref="Width"/>; what lies beyond the dimensions is 0
/// and stays so.
/// </summary>
internal abstract unsafe class Word2VecKernels
{
    /// <summary>
    /// The targets that <see cref="UpdateWindow"/> takes at once: as many as leave registers for twice as many sums in AVX2's
    /// sixteen.
    /// </summary>
    public const int TileSize = 6;

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
    /// One step for all pairs of contexts and targets. With x a context, y a target and e = (label − σ(x·y)) · rate, all from before the
    /// step, every x gains Σ e·y over the targets, then every y gains Σ e·x over the contexts.
    /// </summary>
    /// <param name="contexts">The contexts' rows.</param>
    /// <param name="count">Their number, at least 1. A row may stand there several times.</param>
    /// <param name="targets"><see cref="TileSize"/> rows. A row may stand there several times.</param>
    /// <param name="labels">For each target 1 or 0, of <see cref="ErrorStride"/> floats.</param>
    /// <param name="rates">
    /// For each target the learning rate, or 0 for one that only fills the tile, of <see cref="ErrorStride"/> floats.
    /// </param>
    /// <param name="errors">Receives e: a row of <see cref="ErrorStride"/> for each context; room for one row more is needed.</param>
    /// <param name="stride">The floats of a row.</param>
    public abstract void UpdateWindow(
        float** contexts, int count, float** targets, float* labels, float* rates, float* errors, nint stride);

    /// <summary>
    /// One step for one input and several targets, one after another: e = (label − σ(x·y)) · rate, gradient += e·y, y += e·x.
    /// The first target is the true one, with label 1.
    /// </summary>
    /// <param name="input">x, which is left as it is.</param>
    /// <param name="gradient">Gains Σ e·y.</param>
    /// <param name="targets">The targets' rows.</param>
    /// <param name="count">Their number.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="errors">Receives e, <paramref name="count"/> floats.</param>
    /// <param name="stride">The floats of a row.</param>
    public abstract void UpdatePair(float* input, float* gradient, float** targets, int count, float rate, float* errors, nint stride);

    /// <summary>result = scale · Σ rows.</summary>
    public abstract void Sum(float** rows, int count, float scale, float* result, nint stride);

    /// <summary>Adds <paramref name="addend"/> to each row.</summary>
    public abstract void AddTo(float** rows, int count, float* addend, nint stride);
}
