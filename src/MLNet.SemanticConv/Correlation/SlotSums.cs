using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.SemanticConv;

/// <summary>
/// A sum for each slot, of which few are touched: they are taken in rising order without sorting, at the cost of what was touched and not of
/// the size of the vocabulary.
/// </summary>
/// <remarks>
/// A bit a slot tells what was touched, and a mark for each block of 4,096 slots that has any. Where the touched slots lie cannot be guessed,
/// so adding branches on nothing: bits and marks are stored whether they are there already or not.
/// </remarks>
internal sealed class SlotSums(int size)
{
    private const int BlockShift = 12, WordsPerBlock = 64;

    private readonly float[] _sums = new float[size];
    private readonly ulong[] _words = new ulong[Blocks(size) * WordsPerBlock];
    private readonly byte[] _blocks = new byte[Blocks(size)];
    private int _additions;

    /// <summary>The touched slots are no more than this; <see cref="Count"/> counts them.</summary>
    public int Most => Math.Min(_additions, size);

    /// <summary>Adds factor · weight to each of the slots, in their order.</summary>
    /// <param name="slots">Slots from 0 to size − 1: this is not checked.</param>
    /// <param name="weights">A weight for each.</param>
    /// <param name="factor">The factor.</param>
    public void Add(ReadOnlySpan<int> slots, ReadOnlySpan<float> weights, float factor)
    {
        // The checks of four arrays would take as long as the sums.
        ref int slot = ref MemoryMarshal.GetReference(slots);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref ulong words = ref MemoryMarshal.GetArrayDataReference(_words);
        ref byte blocks = ref MemoryMarshal.GetArrayDataReference(_blocks);
        for (nint i = 0; i < slots.Length; i++)
        {
            nint at = Unsafe.Add(ref slot, i);
            Unsafe.Add(ref sums, at) += factor * Unsafe.Add(ref weight, i);
            Unsafe.Add(ref words, at >> 6) |= 1UL << (int)at;
            Unsafe.Add(ref blocks, at >> BlockShift) = 1;
        }
        _additions += slots.Length;
    }

    /// <summary>Adds a value to one slot.</summary>
    public void Add(int slot, float value)
    {
        _sums[slot] = value + _sums[slot];
        _words[slot >> 6] |= 1UL << slot;
        _blocks[slot >> BlockShift] = 1;
        _additions++;
    }

    /// <summary>The number of touched slots.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong word in _words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Takes the touched slots, rising, and their sums; all sums are 0 then.</summary>
    /// <param name="slots">Receives the slots; room for <see cref="Most"/>.</param>
    /// <param name="values">Receives their sums; as long.</param>
    /// <returns>The number of touched slots.</returns>
    public int Take(Span<int> slots, Span<float> values)
    {
        float[] sums = _sums;
        values = values[..slots.Length];
        int count = 0;
        for (int block = 0; block < _blocks.Length; block++)
        {
            if (_blocks[block] == 0) continue;
            _blocks[block] = 0;
            var words = _words.AsSpan(block * WordsPerBlock, WordsPerBlock);
            for (ulong touched = NotZero(words); touched != 0; touched &= touched - 1)
            {
                int word = BitOperations.TrailingZeroCount(touched), first = (block * WordsPerBlock + word) << 6;
                for (ulong bits = words[word]; bits != 0; bits &= bits - 1)
                {
                    int slot = first + BitOperations.TrailingZeroCount(bits);
                    slots[count] = slot;
                    values[count++] = sums[slot];
                    sums[slot] = 0;
                }
            }
            words.Clear();
        }
        _additions = 0;
        return count;
    }

    /// <summary>Takes the sums of all slots; they are 0 then.</summary>
    public void TakeAll(Span<float> values)
    {
        _sums.CopyTo(values);
        Array.Clear(_sums);
        Array.Clear(_words);
        Array.Clear(_blocks);
        _additions = 0;
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

    private static int Blocks(int size) => (size >> BlockShift) + 1;
}
