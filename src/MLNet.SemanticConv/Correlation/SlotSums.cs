using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>
/// A sum for each slot, of which few are touched: they are taken in rising order without sorting, at the cost of what was touched and of a
/// look at 64 bytes for each 1,024 slots.
/// </summary>
/// <remarks>
/// Slots lie in groups of 16, the floats of a 512-bit register, and a byte a group tells whether any of them was touched. Which were, the sums
/// tell: one to which nothing was added is −0, and −0 + x = x, so that no other sum stays −0 (but one of nothing but −0, which counts as not
/// touched). Adding reads the sum alone and branches on nothing, for where slots lie cannot be guessed, and a group is taken as a whole:
/// AVX-512 moves the touched ones of its sums together.
/// </remarks>
internal sealed unsafe class SlotSums
{
    private const int GroupShift = 4, Group = 1 << GroupShift;
    private const byte Touched = 0x80;

    private readonly int _size;
    private readonly bool _takesWholeGroups;

    // Groups do not straddle two lines of the cache.
    private readonly AlignedFloats _sums;
    private readonly byte[] _groups;
    private int _additions;

    public SlotSums(int size) : this(size, SimdLevels.Widest) { }

    /// <param name="size">The number of slots.</param>
    /// <param name="simd">The registers to use; those narrower than 512 bits take a group's slots one by one.</param>
    public SlotSums(int size, SimdLevel simd)
    {
        (_size, _takesWholeGroups) = (size, Avx512F.IsSupported && simd == SimdLevel.Vector512);
        int groups = (int)((size + Group - 1L) >> GroupShift), block = Vector512<byte>.Count;
        _sums = new((long)groups << GroupShift);
        _sums.Span.Fill(-0f);
        _groups = new byte[(groups + block - 1) & -block];
    }

    /// <summary>The touched slots are no more than this; <see cref="Count"/> counts them.</summary>
    public int Most => Math.Min(_additions, _size);

    /// <summary>Adds factor · weight to each of the slots, in their order.</summary>
    /// <param name="slots">Slots from 0 to size − 1: this is not checked.</param>
    /// <param name="weights">A weight for each.</param>
    /// <param name="factor">The factor.</param>
    public void Add(ReadOnlySpan<int> slots, ReadOnlySpan<float> weights, float factor)
    {
        // The checks of four arrays would take as long as the sums.
        ref int slot = ref MemoryMarshal.GetReference(slots);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        float* sums = _sums.Pointer;
        ref byte groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        for (nint i = 0; i < slots.Length; i++)
        {
            nint at = Unsafe.Add(ref slot, i);
            sums[at] += factor * Unsafe.Add(ref weight, i);
            Unsafe.Add(ref groups, at >> GroupShift) = Touched;
        }
        _additions += slots.Length;
    }

    /// <summary>Adds a value to one slot.</summary>
    public void Add(int slot, float value)
    {
        ref float sum = ref _sums.Span[slot];
        sum = value + sum;
        _groups[slot >> GroupShift] = Touched;
        _additions++;
    }

    /// <summary>The number of touched slots.</summary>
    public int Count()
    {
        int count = 0;
        for (int block = 0; block < _groups.Length; block += Vector512<byte>.Count)
            for (ulong groups = GroupsOf(block); groups != 0; groups &= groups - 1)
                count += BitOperations.PopCount(SlotsOf(block + BitOperations.TrailingZeroCount(groups)));
        return count;
    }

    /// <summary>Takes the touched slots, rising, and their sums; all are untouched then.</summary>
    /// <param name="slots">Receives the slots; room for <see cref="Most"/>.</param>
    /// <param name="values">Receives their sums; as long.</param>
    /// <returns>The number of touched slots.</returns>
    public int Take(Span<int> slots, Span<float> values)
    {
        values = values[..slots.Length];
        int count = 0, wholeGroups = _takesWholeGroups ? slots.Length - Group : -1;
        for (int block = 0; block < _groups.Length; block += Vector512<byte>.Count)
        {
            ulong groups = GroupsOf(block);
            if (groups == 0) continue;
            Vector512<byte>.Zero.StoreUnsafe(ref _groups[block]);
            for (; groups != 0; groups &= groups - 1)
            {
                int group = block + BitOperations.TrailingZeroCount(groups);
                count = count <= wholeGroups ? TakeGroup(group, slots, values, count) : TakeSlots(group, slots, values, count);
            }
        }
        _additions = 0;
        return count;
    }

    /// <summary>Takes the sums of all slots, 0 for the untouched ones; all are untouched then.</summary>
    public void TakeAll(Span<float> values)
    {
        var sums = _sums.Span;
        for (int i = 0; i < _size; i++) values[i] = sums[i] + 0f;
        sums.Fill(-0f);
        Array.Clear(_groups);
        _additions = 0;
    }

    /// <summary>The touched groups among 64, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong GroupsOf(int block) => Vector512.LoadUnsafe(ref _groups[block]).ExtractMostSignificantBits();

    /// <summary>The touched slots of a group, a bit each.</summary>
    private uint SlotsOf(int group)
    {
        int* sums = (int*)_sums.Pointer + (group << GroupShift);
        var untouched = Vector256.Create(BitConverter.SingleToInt32Bits(-0f));
        return ~(Vector256.Equals(Vector256.Load(sums), untouched).ExtractMostSignificantBits()
            | (Vector256.Equals(Vector256.Load(sums + Vector256<int>.Count), untouched).ExtractMostSignificantBits() << Vector256<int>.Count))
            & ((1 << Group) - 1);
    }

    /// <summary>The reference: the touched slots of a group, one by one.</summary>
    private int TakeSlots(int group, Span<int> slots, Span<float> values, int count)
    {
        float* sums = _sums.Pointer;
        for (uint bits = SlotsOf(group); bits != 0; bits &= bits - 1)
        {
            int slot = (group << GroupShift) + BitOperations.TrailingZeroCount(bits);
            slots[count] = slot;
            values[count++] = sums[slot];
            sums[slot] = -0f;
        }
        return count;
    }

    /// <summary>The same for a place with room for a whole group: what lies behind the touched slots is written over by the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeGroup(int group, Span<int> slots, Span<float> values, int count)
    {
        float* sums = _sums.Pointer + (group << GroupShift);
        var untouched = Vector512.Create(-0f);
        var sum = Vector512.Load(sums);
        var touched = ~Vector512.Equals(sum.AsInt32(), untouched.AsInt32());
        Avx512F.Compress(Vector512<int>.Zero, touched, Vector512<int>.Indices + Vector512.Create(group << GroupShift))
            .StoreUnsafe(ref MemoryMarshal.GetReference(slots), (nuint)count);
        Avx512F.Compress(Vector512<float>.Zero, touched.AsSingle(), sum).StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)count);
        untouched.Store(sums);
        return count + BitOperations.PopCount(touched.ExtractMostSignificantBits());
    }
}
