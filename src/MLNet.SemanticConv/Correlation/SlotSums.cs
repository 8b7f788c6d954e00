using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.SemanticConv.Internal;

namespace MLNet.SemanticConv;

/// <summary>
/// A sum for each slot, of which few are touched: they are taken in rising order without sorting, at the cost of what was touched and of a
/// look at one word for each 1,024 slots.
/// </summary>
/// <remarks>
/// Slots lie in groups of 16, the floats of a 512-bit register. A bit a slot tells what was touched, and a bit a group which groups have
/// any. Where the touched slots lie cannot be guessed, so adding branches on nothing, and a group is taken as a whole: AVX-512 moves the
/// touched ones of its sums together.
/// </remarks>
/// <param name="size">The number of slots.</param>
/// <param name="simd">The registers to use; those narrower than 512 bits take a group's slots one by one.</param>
internal sealed unsafe class SlotSums(int size, SimdLevel simd)
{
    private const int GroupShift = 4, Group = 1 << GroupShift, WordShift = GroupShift + 6;

    // Groups do not straddle two lines of the cache.
    private readonly AlignedFloats _sums = new((size + Group - 1L) & -Group);
    private readonly ushort[] _touched = new ushort[Words(size) * 64];
    private readonly ulong[] _groups = new ulong[Words(size)];
    private int _additions;

    public SlotSums(int size) : this(size, SimdLevels.Widest) { }

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
        ref float sums = ref *_sums.Pointer;
        ref ushort touched = ref MemoryMarshal.GetArrayDataReference(_touched);
        ref ulong groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        for (nint i = 0; i < slots.Length; i++)
        {
            nint at = Unsafe.Add(ref slot, i);
            Unsafe.Add(ref sums, at) += factor * Unsafe.Add(ref weight, i);
            Unsafe.Add(ref touched, at >> GroupShift) |= (ushort)(1 << ((int)at & (Group - 1)));
            Unsafe.Add(ref groups, at >> WordShift) |= 1UL << (int)(at >> GroupShift);
        }
        _additions += slots.Length;
    }

    /// <summary>Adds a value to one slot.</summary>
    public void Add(int slot, float value)
    {
        ref float sum = ref _sums.Span[slot];
        sum = value + sum;
        _touched[slot >> GroupShift] |= (ushort)(1 << (slot & (Group - 1)));
        _groups[slot >> WordShift] |= 1UL << (slot >> GroupShift);
        _additions++;
    }

    /// <summary>The number of touched slots.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong touched in MemoryMarshal.Cast<ushort, ulong>(_touched)) count += BitOperations.PopCount(touched);
        return count;
    }

    /// <summary>Takes the touched slots, rising, and their sums; all sums are 0 then.</summary>
    /// <param name="slots">Receives the slots; room for <see cref="Most"/>.</param>
    /// <param name="values">Receives their sums; as long.</param>
    /// <returns>The number of touched slots.</returns>
    public int Take(Span<int> slots, Span<float> values)
    {
        values = values[..slots.Length];
        int count = 0, wholeGroups = Avx512F.IsSupported && simd == SimdLevel.Vector512 ? slots.Length - Group : -1;
        for (int word = 0; word < _groups.Length; word++)
        {
            ulong groups = _groups[word];
            if (groups == 0) continue;
            _groups[word] = 0;
            for (; groups != 0; groups &= groups - 1)
            {
                int group = (word << 6) + BitOperations.TrailingZeroCount(groups);
                count = count <= wholeGroups ? TakeGroup(group, slots, values, count) : TakeSlots(group, slots, values, count);
            }
        }
        _additions = 0;
        return count;
    }

    /// <summary>Takes the sums of all slots; they are 0 then.</summary>
    public void TakeAll(Span<float> values)
    {
        _sums.Span[..size].CopyTo(values);
        _sums.Span.Clear();
        Array.Clear(_touched);
        Array.Clear(_groups);
        _additions = 0;
    }

    /// <summary>The reference: the touched slots of a group, one by one.</summary>
    private int TakeSlots(int group, Span<int> slots, Span<float> values, int count)
    {
        var sums = _sums.Span;
        for (uint bits = _touched[group]; bits != 0; bits &= bits - 1)
        {
            int slot = (group << GroupShift) + BitOperations.TrailingZeroCount(bits);
            slots[count] = slot;
            values[count++] = sums[slot];
            sums[slot] = 0;
        }
        _touched[group] = 0;
        return count;
    }

    /// <summary>The same for a place with room for a whole group: what lies behind the touched slots is written over by the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int TakeGroup(int group, Span<int> slots, Span<float> values, int count)
    {
        ref ushort touched = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_touched), group);
        float* sums = _sums.Pointer + (group << GroupShift);
        int bits = touched;
        var lanes = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        // Compared twice, for a mask that is used twice would go through a vector in between.
        var mask = Vector512.Create(bits) & lanes;
        var taken = Avx512F.Compress(
            Vector512<int>.Zero, Vector512.Equals(mask, lanes), Vector512<int>.Indices + Vector512.Create(group << GroupShift));
        taken.StoreUnsafe(ref MemoryMarshal.GetReference(slots), (nuint)count);
        var sum = Avx512F.Compress(
            Vector512<float>.Zero, (~Vector512.Equals(mask, Vector512<int>.Zero)).AsSingle(), Vector512.Load(sums));
        sum.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)count);
        Vector512<float>.Zero.Store(sums);
        touched = 0;
        return count + BitOperations.PopCount((uint)bits);
    }

    // Bits of 64 groups lie in one word.
    private static int Words(int size) => (size >> WordShift) + 1;
}
