using System.Numerics;

namespace MLNet.SemanticConv;

/// <summary>
/// A set of slots that is emptied in rising order without sorting: a bit a slot, and a bit for each 64 of those, so that a row costs what
/// it touches and not the size of the vocabulary.
/// </summary>
internal sealed class TouchedSlots(int size)
{
    private readonly ulong[] _slots = new ulong[(size + 63L) / 64];
    private readonly ulong[] _words = new ulong[(size + 4095L) / 4096];

    // Without asking whether the bit is set already: that would be guessed wrong too often.
    public void Add(int slot)
    {
        _slots[slot >> 6] |= 1UL << slot;
        _words[slot >> 12] |= 1UL << (slot >> 6);
    }

    /// <summary>Writes the slots in rising order and empties the set.</summary>
    /// <param name="slots">Has room for all slots.</param>
    /// <returns>How many were in the set.</returns>
    public int Drain(Span<int> slots)
    {
        int count = 0;
        for (int group = 0; group < _words.Length; group++)
        {
            for (ulong words = _words[group]; words != 0; words &= words - 1)
            {
                int word = group << 6 | BitOperations.TrailingZeroCount(words);
                for (ulong bits = _slots[word]; bits != 0; bits &= bits - 1)
                    slots[count++] = word << 6 | BitOperations.TrailingZeroCount(bits);
                _slots[word] = 0;
            }
            _words[group] = 0;
        }
        return count;
    }
}
