using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNet.SemanticConv;

/// <summary>Numbers words, given as UTF-8, in the order in which they are added: a hash table that makes no string of them.</summary>
internal sealed class WordTable
{
    private const uint HashPrime = 16777619;
    public const uint HashStart = 2166136261;

    // Slots hold a word's number + 1 below and its hash above, so that a miss seldom touches the word itself.
    private ulong[] _slots;
    private int[] _ends;
    private byte[] _bytes;

    public WordTable(int capacity = 1 << 15)
    {
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2L * capacity))];
        _ends = new int[Math.Max(16, capacity)];
        _bytes = new byte[8 * _ends.Length];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>The FNV-1a hash of a word (Fowler, Noll, Vo).</summary>
    public static uint Hash(ReadOnlySpan<byte> word)
    {
        uint hash = HashStart;
        foreach (byte value in word) hash = HashStep(hash, value);
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashStep(uint hash, byte value) => (hash ^ value) * HashPrime;

    /// <summary>Asks for the memory where a word will be looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(uint hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref SlotAt(FirstSlot(hash))));
    }

    /// <summary>The number of a word, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> word, uint hash) => (int)(uint)_slots[FindSlot(word, hash)] - 1;

    /// <summary>The number of a word, which is added if it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(ReadOnlySpan<byte> word, uint hash)
    {
        int slot = FindSlot(word, hash);
        int index = (int)(uint)_slots[slot] - 1;
        if (index >= 0) return index;
        _slots[slot] = ((ulong)hash << 32) | (uint)(Count + 1);
        Append(word);
        if (2 * Count > _slots.Length) Grow();
        return Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindSlot(ReadOnlySpan<byte> word, uint hash)
    {
        for (int slot = FirstSlot(hash); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            ulong entry = SlotAt(slot);
            if (entry == 0 || ((uint)(entry >> 32) == hash && this[(int)(uint)entry - 1].SequenceEqual(word))) return slot;
        }
    }

    // FNV's low bits depend on few bits of the word; the product spreads all of them over its upper half, of which we take some.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstSlot(uint hash) => (int)((hash * 0x9E3779B97F4A7C15ul) >> 32) & (_slots.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong SlotAt(int slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot);

    private void Append(ReadOnlySpan<byte> word)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (Count == _ends.Length) Array.Resize(ref _ends, 2 * Count);
        int end = checked(start + word.Length);
        if (end > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(Math.Max(end, 2L * _bytes.Length), Array.MaxLength));
        word.CopyTo(_bytes.AsSpan(start));
        _ends[Count++] = end;
    }

    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[checked(2 * old.Length)];
        foreach (ulong entry in old)
        {
            if (entry == 0) continue;
            int slot = FirstSlot((uint)(entry >> 32));
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = entry;
        }
    }
}
