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
/// so nothing branches on it: blocks are marked by a store, and slots are written four at a time, as Langdale and Lemire do in "Parsing
/// gigabytes of JSON per second", VLDB Journal 28, 2019.
/// </remarks>
internal sealed class SlotSums(int size)
{
    private const int BlockShift = 12, WordsPerBlock = 64, AtOnce = 4;

    private readonly float[] _sums = new float[size];
    private readonly ulong[] _words = new ulong[Blocks(size) * WordsPerBlock];
    private readonly byte[] _blocks = new byte[Blocks(size)];
    private readonly int[] _touched = new int[size + AtOnce];

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
    }

    /// <summary>Adds a value to one slot.</summary>
    public void Add(int slot, float value)
    {
        _sums[slot] = value + _sums[slot];
        _words[slot >> 6] |= 1UL << slot;
        _blocks[slot >> BlockShift] = 1;
    }

    /// <summary>The touched slots, rising, until the next is touched. One of the two ways to take the sums must follow.</summary>
    public ReadOnlySpan<int> Touched()
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
                count += Write(words[word], (block * WordsPerBlock + word) << 6, ref _touched[count]);
            }
            words.Clear();
        }
        return _touched.AsSpan(0, count);
    }

    /// <summary>Gives the sums of the touched slots and sets them to 0.</summary>
    public void Take(ReadOnlySpan<int> touched, Span<float> values)
    {
        float[] sums = _sums;
        values = values[..touched.Length];
        for (int i = 0; i < touched.Length; i++)
        {
            ref float sum = ref sums[touched[i]];
            values[i] = sum;
            sum = 0;
        }
    }

    /// <summary>Gives the sums of all slots and sets them to 0.</summary>
    public void TakeAll(Span<float> values)
    {
        _sums.CopyTo(values);
        Array.Clear(_sums);
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

    /// <summary>Writes the slots of a word's bits, and up to three more that the next ones overwrite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(ulong bits, int first, ref int to)
    {
        int count = BitOperations.PopCount(bits);
        for (nint at = 0; at < count; at += AtOnce)
        {
            Unsafe.Add(ref to, at) = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref to, at + 1) = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref to, at + 2) = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref to, at + 3) = first + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
        }
        return count;
    }

    private static int Blocks(int size) => (size >> BlockShift) + 1;
}
