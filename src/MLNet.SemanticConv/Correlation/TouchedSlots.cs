using System.Numerics;

namespace MLNet.SemanticConv;

/// <summary>
/// A set of slots that is emptied in rising order without sorting: a bit a slot, and a bit for each 64 of those, so that a row costs what it touches
/// and not the size of the vocabulary.
/// </summary>
internal sealed class TouchedSlots(int size)
{
    private readonly ulong[] _slots = new ulong[(size + 63L) / 64];
    private readonly ulong[] _words = new ulong[(size + 4095L) / 4096];

    /// <summary>The number of slots in the set.</summary>
    public int Count { get; private set; }

    public void Add(int slot)
    {
        ref ulong word = ref _slots[slot >> 6];
        ulong bit = 1UL << slot;
        if ((word & bit) != 0) return;
        word |= bit;
        _words[slot >> 12] |= 1UL << (slot >> 6);
        Count++;
    }

    public void Clear()
    {
        Array.Clear(_slots);
        Array.Clear(_words);
        Count = 0;
    }

    /// <summary>Writes the slots in rising order and empties the set.</summary>
    /// <param name="slots"><see cref="Count"/> slots.</param>
    public void Drain(Span<int> slots)
    {
        int at = 0;
        for (int group = 0; group < _words.Length; group++)
        {
            for (ulong words = _words[group]; words != 0; words &= words - 1)
            {
                int word = group << 6 | BitOperations.TrailingZeroCount(words);
                for (ulong bits = _slots[word]; bits != 0; bits &= bits - 1) slots[at++] = word << 6 | BitOperations.TrailingZeroCount(bits);
                _slots[word] = 0;
            }
            _words[group] = 0;
        }
        Count = 0;
    }
}
