using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// A set of slots that is emptied in rising order without sorting: a bit a slot, and a mark for each block of 4,096 slots that has any, so
/// that a row costs what it touches and not the size of the vocabulary.
/// </summary>
/// <remarks>
/// Where the touched slots lie cannot be guessed, so nothing here branches on it: blocks are marked by a store, and slots are written
/// four at a time, as Langdale and Lemire do in "Parsing gigabytes of JSON per second", VLDB Journal 28, 2019.
/// </remarks>
internal sealed class TouchedSlots(int size)
{
    private const int BlockShift = 12, WordsPerBlock = 64, AtOnce = 4;

    private readonly ulong[] _words = new ulong[Blocks(size) * WordsPerBlock];
    private readonly byte[] _blocks = new byte[Blocks(size)];

    /// <summary>The length of an array that <see cref="Drain"/> can write all slots to.</summary>
    public static int RoomFor(int size) => size + AtOnce;

    public void Add(int slot)
    {
        _words[slot >> 6] |= 1UL << slot;
        _blocks[slot >> BlockShift] = 1;
    }

    public void Add(ReadOnlySpan<int> slots)
    {
        ulong[] words = _words;
        byte[] blocks = _blocks;
        foreach (int slot in slots)
        {
            words[slot >> 6] |= 1UL << slot;
            blocks[slot >> BlockShift] = 1;
        }
    }

    /// <summary>Writes the slots in rising order and empties the set.</summary>
    /// <param name="slots">As long as <see cref="RoomFor"/> says; what it holds behind the slots is lost.</param>
    /// <returns>How many were in the set.</returns>
    public int Drain(Span<int> slots)
    {
        int count = 0;
        for (int block = 0; block < _blocks.Length; block++)
        {
            if (_blocks[block] == 0) continue;
            _blocks[block] = 0;
            var words = _words.AsSpan(block * WordsPerBlock, WordsPerBlock);
            for (ulong touched = NotZero(words); touched != 0; touched &= touched - 1)
            {
                int word = BitOperations.TrailingZeroCount(touched);
                count += Write(words[word], (block * WordsPerBlock + word) << 6, slots[count..]);
            }
            words.Clear();
        }
        return count;
    }

    /// <summary>A bit for each of 64 words, set where the word is not 0.</summary>
    private static ulong NotZero(ReadOnlySpan<ulong> words)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector256<ulong>>(words);
        ulong zero = 0;
        for (int i = 0; i < vectors.Length; i++)
            zero |= (ulong)Vector256.Equals(vectors[i], Vector256<ulong>.Zero).ExtractMostSignificantBits() << (i * Vector256<ulong>.Count);
        return ~zero;
    }

    private static int Write(ulong bits, int first, Span<int> slots)
    {
        int count = BitOperations.PopCount(bits);
        for (int at = 0; at < count; at += AtOnce)
        {
            var four = slots.Slice(at, AtOnce);
            four[0] = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            four[1] = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            four[2] = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            four[3] = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
        }
        return count;
    }

    private static int Blocks(int size) => (size >> BlockShift) + 1;
}
