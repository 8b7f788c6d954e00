namespace MLNet.SemanticConv;

/// <summary>The order in which rows are visited, drawn anew for each pass (xorshift64, Fisher and Yates).</summary>
internal struct RowShuffle(int seed)
{
    private ulong _random = 0x9E37_79B9_7F4A_7C15UL ^ (uint)seed * 0xBF58_476D_1CE4_E5B9UL;

    public void Apply(Span<int> order)
    {
        ulong random = _random;
        for (int s = order.Length - 1; s > 0; s--)
        {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            int t = (int)((random >> 32) * (ulong)(s + 1) >> 32);
            (order[s], order[t]) = (order[t], order[s]);
        }
        _random = random;
    }
}
