namespace MLNet.SemanticConv;

/// <summary>The checksum of zip files: CRC-32 as in ISO 3309.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => OfByte((uint)i))];

    /// <summary>The checksum of what came before and of <paramref name="data"/>; 0 is that of nothing.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        uint crc = ~checksum;
        foreach (byte b in data) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint OfByte(uint value)
    {
        for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
        return value;
    }
}
