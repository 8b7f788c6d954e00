using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.SemanticConv;

/// <summary>
/// A sum for each slot, of which few are touched: they are taken in rising order without sorting, at the cost of what was touched and of a
/// look at 64 bytes for each 512 slots.
/// </summary>
/// <remarks>
/// A bit a slot tells whether it was touched. Nobody can guess where these bits lie, so that a branch on one of them costs more than all
/// the rest. Words of 64 bits that have any are listed first, and their slots then, both without a branch: AVX-512 moves what was touched
/// together.
/// </remarks>
internal sealed unsafe class SlotSums
{
    private const int WordShift = 6;

    private readonly int _size;
    private readonly bool _movesTogether;
    private readonly AlignedFloats _sums;
    private readonly ulong[] _touched;

    // Scratch: the words that have bits, and room for what is written past the last.
    private readonly long[] _words;
    private int _additions;

    public SlotSums(int size) : this(size, SimdLevels.Widest) { }

    /// <param name="size">The number of slots.</param>
    /// <param name="simd">The registers to use; those narrower than 512 bits take the slots one by one.</param>
    public SlotSums(int size, SimdLevel simd)
    {
        (_size, _movesTogether) = (size, Avx512Vbmi2.IsSupported && simd == SimdLevel.Vector512);
        int words = (int)((size + (1L << WordShift) - 1) >> WordShift), block = Vector512<ulong>.Count;
        _sums = new(size);
        _touched = new ulong[(words + block - 1) & -block];
        _words = new long[_touched.Length + block];
    }

    /// <summary>The touched slots are no more than this; <see cref="Count"/> counts them.</summary>
    public int Most => Math.Min(_additions, _size);

    /// <summary>Adds a value to each of the slots, in their order.</summary>
    /// <param name="slots">Slots from 0 to size − 1: this is not checked.</param>
    /// <param name="values">A value for each; as long.</param>
    public void Add(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
    {
        // The checks of four arrays would take as long as the sums.
        ref int slot = ref MemoryMarshal.GetReference(slots);
        ref float value = ref MemoryMarshal.GetReference(values);
        float* sums = _sums.Pointer;
        ref ulong touched = ref MemoryMarshal.GetArrayDataReference(_touched);
        for (nint i = 0; i < slots.Length; i++)
        {
            nint at = Unsafe.Add(ref slot, i);
            sums[at] += Unsafe.Add(ref value, i);
            Unsafe.Add(ref touched, at >> WordShift) |= 1ul << (int)at;
        }
        _additions += slots.Length;
    }

    /// <summary>The number of touched slots.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong word in _touched) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Takes the touched slots, rising, and their sums; all are untouched then.</summary>
    /// <param name="slots">Receives the slots; room for <see cref="Most"/>.</param>
    /// <param name="values">Receives their sums; as long.</param>
    /// <returns>The number of touched slots.</returns>
    public int Take(Span<int> slots, Span<float> values)
    {
        var words = _words.AsSpan(0, _movesTogether ? ListWords512() : ListWords());
        int count = _movesTogether ? TakeSlots512(words, slots) : TakeSlots(words, slots, 0);
        float* sums = _sums.Pointer;
        values = values[..count];
        ref int slot = ref MemoryMarshal.GetReference(slots);
        for (int i = 0; i < values.Length; i++)
        {
            float* sum = sums + Unsafe.Add(ref slot, i);
            values[i] = *sum;
            *sum = 0;
        }
        _additions = 0;
        return count;
    }

    /// <summary>Takes the sums of all slots, 0 for the untouched ones; all are untouched then.</summary>
    public void TakeAll(Span<float> values)
    {
        _sums.Span.CopyTo(values);
        _sums.Span.Clear();
        Array.Clear(_touched);
        _additions = 0;
    }

    /// <summary>The reference: lists the words that have bits; returns their number.</summary>
    private int ListWords()
    {
        int count = 0;
        for (int word = 0; word < _touched.Length; word++)
        {
            _words[count] = word;
            count += _touched[word] != 0 ? 1 : 0;
        }
        return count;
    }

    private int ListWords512()
    {
        int count = 0;
        ref ulong touched = ref MemoryMarshal.GetArrayDataReference(_touched);
        ref long word = ref MemoryMarshal.GetArrayDataReference(_words);
        for (int block = 0; block < _touched.Length; block += Vector512<ulong>.Count)
        {
            var some = Avx512F.CompareNotEqual(Vector512.LoadUnsafe(ref touched, (nuint)block), Vector512<ulong>.Zero).AsInt64();
            Avx512F.Compress(Vector512<long>.Zero, some, Vector512<long>.Indices + Vector512.Create((long)block))
                .StoreUnsafe(ref word, (nuint)count);
            count += BitOperations.PopCount((uint)some.ExtractMostSignificantBits());
        }
        return count;
    }

    /// <summary>The reference: takes the slots of some words one by one; returns how many there are from the first.</summary>
    private int TakeSlots(ReadOnlySpan<long> words, Span<int> slots, int count)
    {
        foreach (long word in words)
        {
            for (ulong bits = _touched[word]; bits != 0; bits &= bits - 1)
                slots[count++] = (int)(word << WordShift) + BitOperations.TrailingZeroCount(bits);
            _touched[word] = 0;
        }
        return count;
    }

    /// <summary>The same, 16 slots at once: what lies past a word's slots is written over by the next word's.</summary>
    private int TakeSlots512(ReadOnlySpan<long> words, Span<int> slots)
    {
        int count = 0, last = slots.Length - Vector512<int>.Count;
        // Byte i of a mask is made of bit i: each byte of the bits eight times, and one bit of each.
        var bytes = Vector512<byte>.Indices >>> 3;
        var bit = Vector512.Create(0x8040201008040201ul).AsByte();
        ref ulong all = ref MemoryMarshal.GetArrayDataReference(_touched);
        for (int i = 0; i < words.Length; i++)
        {
            int first = (int)words[i] << WordShift;
            ref ulong word = ref Unsafe.Add(ref all, (nint)words[i]);
            ulong bits = word;
            int more = BitOperations.PopCount(bits);
            if (more > Vector512<int>.Count || count > last)
            {
                count = TakeSlots(words.Slice(i, 1), slots, count);
                continue;
            }
            var touched = Avx512BW.CompareNotEqual(Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), bytes) & bit, Vector512<byte>.Zero);
            var places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, touched, Vector512<byte>.Indices).GetLower().GetLower();
            (Avx512F.ConvertToVector512Int32(places) + Vector512.Create(first))
                .StoreUnsafe(ref MemoryMarshal.GetReference(slots), (nuint)count);
            word = 0;
            count += more;
        }
        return count;
    }
}
