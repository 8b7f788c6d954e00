using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Draws words with probabilities proportional to count^exponent, in constant time (Walker 1977, "An Efficient Method for Generating
/// Discrete Random Variables with General Distributions"; built as by Vose 1991).
/// </summary>
internal sealed class NegativeSampler
{
    private readonly (uint Threshold, int Alias)[] _cells;

    public NegativeSampler(ReadOnlySpan<long> counts, double exponent)
    {
        double[] shares = new double[counts.Length];
        for (int i = 0; i < shares.Length; i++) shares[i] = Math.Pow(counts[i], exponent);
        double scale = shares.Length / shares.Sum();
        var (poor, rich) = (new Stack<int>(), new Stack<int>());
        for (int i = 0; i < shares.Length; i++) ((shares[i] *= scale) < 1 ? poor : rich).Push(i);

        _cells = new (uint, int)[shares.Length];
        while (poor.TryPop(out int i))
        {
            // Rounding may leave a poor one without a donor: it is then as good as full.
            int donor = rich.Count > 0 ? rich.Peek() : i;
            _cells[i] = ((uint)Math.Min(shares[i] * 4294967296.0, uint.MaxValue), donor);
            if (donor == i) continue;
            shares[donor] -= 1 - shares[i];
            if (shares[donor] < 1) poor.Push(rich.Pop());
        }
        foreach (int i in rich) _cells[i] = (uint.MaxValue, i);
    }

    /// <summary>The word that 64 random bits stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ulong random)
    {
        // random/2^64 · V: the whole part picks a cell, the fraction decides between the cell's two words.
        int cell = (int)Math.BigMul(random, (ulong)_cells.Length, out ulong fraction);
        var (threshold, alias) = _cells[cell];
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
