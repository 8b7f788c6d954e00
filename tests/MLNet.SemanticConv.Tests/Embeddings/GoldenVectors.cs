namespace MLNet.SemanticConv.Tests.Embeddings;

/// <summary>The vectors of Golden/make_gensim_files.py: awkward words, awkward floats.</summary>
internal static class GoldenVectors
{
    public static string BinaryFile { get; } = Path.Combine(AppContext.BaseDirectory, "Embeddings", "Golden", "gensim.bin");

    public static string TextFile { get; } = Path.Combine(AppContext.BaseDirectory, "Embeddings", "Golden", "gensim.txt");

    public static string[] Words { get; } = ["tavo", "größe", "молоко", "日本", "naïve|zu", "🙂", "x"];

    public static uint[] Bits { get; } =
    [
        0x3DCCCCCD, 0x3F800000, 0xBF000000, 0x00000000,
        0x80000000, 0x00000001, 0x7F7FFFFF, 0xFF7FFFFF,
        0x38D1B717, 0x38D1B716, 0x3727C5AC, 0x4B7FFFFF,
        0x5A0E1BCA, 0x5A0E1BC9, 0x4CEB79A3, 0x3EAAAAAB,
        0x40490FDB, 0xC02DF854, 0x3FB504F3, 0x42F6E979,
        0x477FFF00, 0x461C4000, 0x501502F9, 0x0DA24260,
        0xBCA3D70A, 0x3C23D70A, 0x322BCC77, 0x00800000,
    ];

    public static WordVectors Create() => new(Words, Array.ConvertAll(Bits, BitConverter.UInt32BitsToSingle), dimensions: 4);
}
