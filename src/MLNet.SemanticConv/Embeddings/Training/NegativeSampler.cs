using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Draws words by their weights, in constant time (Walker 1977, "An Efficient Method for Generating Discrete Random Variables with General
/// Distributions"; built as by Vose 1991).
/// </summary>
internal sealed class NegativeSampler
{
    private readonly (uint Threshold, int Alias)[] _cells;

    /// <param name="weights">The weight of each word; the probabilities are in proportion.</param>
    public NegativeSampler(ReadOnlySpan<double> weights)
    {
        double[] shares = weights.ToArray();
        double scale = shares.Length / shares.Sum();
        var (poor, rich) = (new Stack<int>(), new Stack<int>());
        for (int i = 0; i < shares.Length; i++) ((shares[i] *= scale) < 1 ? poor : rich).Push(i);
        _cells = new (uint, int)[shares.Length];
        while (poor.Count > 0 && rich.Count > 0)
        {
            int i = poor.Pop(), donor = rich.Peek();
            _cells[i] = ((uint)(shares[i] * 4294967296.0), donor);
            shares[donor] -= 1 - shares[i];
            if (shares[donor] < 1) poor.Push(rich.Pop());
        }
        // Full, but for rounding.
        foreach (int i in poor.Concat(rich)) _cells[i] = (uint.MaxValue, i);
    }

    /// <summary>The word that 64 random bits choose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ulong random)
    {
        var cells = _cells;
        // random/2^64 · size: the whole part picks a cell, the fraction decides between the cell's two words.
        int cell = (int)Math.BigMul(random, (ulong)cells.Length, out ulong fraction);
        var (threshold, alias) = cells[cell];
        // Arithmetic instead of a branch, which no processor could predict: all ones below the threshold.
        int own = (int)(((long)(fraction >> 32) - threshold) >> 63);
        return alias ^ ((alias ^ cell) & own);
    }

    /// <summary>The probability of each word, as the table has it.</summary>
    internal double[] Probabilities()
    {
        double[] probabilities = new double[_cells.Length];
        for (int i = 0; i < _cells.Length; i++)
        {
            double own = _cells[i].Threshold / 4294967296.0;
            probabilities[i] += own / _cells.Length;
            probabilities[_cells[i].Alias] += (1 - own) / _cells.Length;
        }
        return probabilities;
    }
}
