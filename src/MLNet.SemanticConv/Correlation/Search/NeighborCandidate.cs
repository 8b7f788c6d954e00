namespace MLNet.SemanticConv;

/// <summary>
/// A word that may be a neighbour, as one number: its score above, its row, inverted, below. So the better candidate is the greater number:
/// the higher score, and of two equal ones the lower row. This order is total, which makes the result independent of the order in which
/// candidates are met.
/// </summary>
/// <param name="Key">The number.</param>
internal readonly record struct NeighborCandidate(ulong Key)
{
    public NeighborCandidate(float score, int row) : this((ulong)Ascending(score) << 32 | ~(uint)row) { }

    public float Score => FromAscending((uint)(Key >> 32));

    public int Row => (int)~(uint)Key;

    // The bits of floats ascend as the floats do once the negative ones are turned round; adding 0 makes −0 the same as 0.
    private static uint Ascending(float score)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (int)bits < 0 ? ~bits : bits | 0x8000_0000;
    }

    private static float FromAscending(uint bits) => BitConverter.UInt32BitsToSingle((int)bits < 0 ? bits & 0x7FFF_FFFF : ~bits);
}
