using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv;

/// <summary>A stream of random bits: SplitMix64 (Steele, Lea, Flood 2014). Its draws do not wait for each other.</summary>
internal struct RandomBits
{
    private ulong _state;

    /// <summary>Streams of different numbers have nothing to do with each other.</summary>
    public RandomBits(int seed, int epoch, long stream)
    {
        _state = (uint)seed;
        _state = Next() ^ (uint)epoch;
        _state = Next() ^ (ulong)stream;
        _state = Next();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Bits that look drawn at random, the same for the same number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextBelow(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A number from 0 to 1, 1 excluded.</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));
}
