using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Draws words with probabilities proportional to count^exponent, in constant time (Walker 1977, "An Efficient Method for Generating
/// Discrete Random Variables with General Distributions"; built as by Vose 1991). The words are dealt out to parts of the same probability,
/// which make the distribution up together: several workers, each with a part of its own, seldom change the same row at a time.
/// </summary>
internal sealed class NegativeSampler
{
    /// <summary>A part of fewer words would be a poor sample of all.</summary>
    private const int LeastWords = 1000;

    // Cell k of part p is the home of word k · parts + p.
    private readonly (uint Threshold, int Alias)[][] _cells;

    /// <param name="counts">How often each word occurs, falling.</param>
    /// <param name="exponent">See <see cref="Word2VecOptions.NegativeExponent"/>.</param>
    /// <param name="workers">How many workers draw: the number of parts, where there are words enough.</param>
    public NegativeSampler(ReadOnlySpan<long> counts, double exponent, int workers = 1)
    {
        int parts = Math.Clamp(counts.Length / LeastWords, 1, workers);
        double[] shares = new double[counts.Length];
        for (int i = 0; i < shares.Length; i++) shares[i] = Math.Pow(counts[i], exponent);
        double scale = shares.Length / shares.Sum();
        var (poor, rich) = (new Stack<int>(), new Stack<int>());
        _cells = new (uint, int)[parts][];
        for (int part = 0; part < parts; part++)
        {
            _cells[part] = new (uint, int)[(shares.Length - part + parts - 1) / parts];
            for (int i = part; i < shares.Length; i += parts) ((shares[i] *= scale) < 1 ? poor : rich).Push(i);
            // Within a part as far as possible; what is left over goes on to the next one.
            while (poor.Count > 0 && rich.Count > 0)
            {
                int i = poor.Pop(), donor = rich.Peek();
                Cell(i) = ((uint)(shares[i] * 4294967296.0), donor);
                shares[donor] -= 1 - shares[i];
                if (shares[donor] < 1) poor.Push(rich.Pop());
            }
        }
        // Full, but for rounding.
        foreach (int i in poor.Concat(rich)) Cell(i) = (uint.MaxValue, i);
    }

    /// <summary>The number of parts.</summary>
    public int Parts => _cells.Length;

    /// <summary>The word of a part that 64 random bits stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ulong random, int part)
    {
        var cells = _cells[part];
        // random/2^64 · size: the whole part picks a cell, the fraction decides between the cell's two words.
        int cell = (int)Math.BigMul(random, (ulong)cells.Length, out ulong fraction);
        var (threshold, alias) = cells[cell];
        int home = (cell * _cells.Length) + part;
        // Arithmetic instead of a branch, which no processor could predict: all ones below the threshold.
        int own = (int)(((long)(fraction >> 32) - threshold) >> 63);
        return alias ^ ((alias ^ home) & own);
    }

    /// <summary>The probability of each word in a part, as the table has it.</summary>
    internal double[] Probabilities(int part)
    {
        double[] probabilities = new double[_cells.Sum(cells => cells.Length)];
        var cells = _cells[part];
        for (int k = 0; k < cells.Length; k++)
        {
            double own = cells[k].Threshold / 4294967296.0;
            probabilities[(k * Parts) + part] += own / cells.Length;
            probabilities[cells[k].Alias] += (1 - own) / cells.Length;
        }
        return probabilities;
    }

    private ref (uint Threshold, int Alias) Cell(int word) => ref _cells[word % Parts][word / Parts];
}
