using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>
/// The library's own format, see <see cref="WordVectorsFormat.Mapped"/>. All numbers are little-endian; V words, d dimensions:
/// <code>
///  0  "SEMCONVV"
///  8  int32   version, 1
/// 12  int32   d
/// 16  int64   V
/// 24  int64   U, the bytes of all words
/// 32  byte[8] SHA-256, its first bytes, of bytes 0–31 and the vocabulary
/// 40  zeros
/// 64  int32[V] the bytes of each word, then U bytes of UTF-8: the vocabulary
///     zeros up to a multiple of 64
///     float32[V × d], row by row, to the end of the file
/// </code>
/// </summary>
internal static class MappedFormat
{
    private const int Version = 1;
    private const int HeaderLength = 64;
    private const int CheckedHeader = 32;
    private const int ChecksumLength = 8;
    private const int Alignment = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What such a file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "SEMCONVV"u8;

    public static void Write(Stream stream, WordVectors vectors) => Write(stream, vectors.Words, vectors.Dimensions, word => vectors[word]);

    /// <param name="stream">Receives the file.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="dimensions">The length of a vector.</param>
    /// <param name="vector">The vector of each word, which are asked for in their order.</param>
    public static void Write(Stream stream, IReadOnlyList<string> vocabulary, int dimensions, Func<int, ReadOnlySpan<float>> vector)
    {
        BinaryFormat.RequireLittleEndian();
        int[] lengths = [.. vocabulary.Select(Strict.GetByteCount)];
        long textLength = lengths.Sum(length => (long)length);
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), dimensions);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), vocabulary.Count);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), textLength);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header.AsSpan(0, CheckedHeader));
        stream.Write(header);
        void WriteChecked(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
        WriteChecked(MemoryMarshal.AsBytes<int>(lengths));
        foreach (string word in vocabulary) WriteChecked(Strict.GetBytes(word));
        stream.Write(new byte[(int)(MatrixStart(vocabulary.Count, textLength) - stream.Position)]);
        for (int i = 0; i < vocabulary.Count; i++) stream.Write(MemoryMarshal.AsBytes(vector(i)));

        stream.Position = CheckedHeader;
        stream.Write(hash.GetHashAndReset().AsSpan(0, ChecksumLength));
        stream.Position = stream.Length;
    }

    /// <summary>Maps a file that begins with <see cref="Magic"/>: of the matrix nothing is read.</summary>
    /// <exception cref="InvalidDataException">The file is truncated, damaged, or of a later version.</exception>
    public static WordVectors Map(FileStream file)
    {
        BinaryFormat.RequireLittleEndian();
        InvalidDataException Bad(string problem) => new($"'{file.Name}' {problem}.");

        Span<byte> header = stackalloc byte[HeaderLength];
        file.Position = 0;
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            throw Bad("is truncated: its header is not whole");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        int dimensions = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        long count = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        long textLength = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        if (version != Version) throw Bad($"is of version {version} of the mapped format, this library reads version {Version}");
        if (dimensions < 1 || count < 0 || textLength < 0 || textLength > Array.MaxLength || (Int128)count * dimensions > Array.MaxLength)
            throw Bad($"is damaged: its header claims {count} words of {dimensions} dimensions and {textLength} bytes of text");
        long start = MatrixStart(count, textLength), length = start + (count * dimensions * sizeof(float));
        if (file.Length != length)
            throw Bad(
                $"has {file.Length} bytes, not the {length} that {count} words of {dimensions} dimensions take: "
                    + "it is truncated or damaged");

        // No more than the file holds, as was just checked.
        byte[] vocabulary = new byte[checked((count * sizeof(int)) + textLength)];
        file.ReadExactly(vocabulary);
        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header[..CheckedHeader]);
        hash.AppendData(vocabulary);
        hash.GetHashAndReset(checksum);
        if (!checksum[..ChecksumLength].SequenceEqual(header.Slice(CheckedHeader, ChecksumLength)))
            throw Bad("is damaged: its vocabulary is not the one that was written");

        var lengths = MemoryMarshal.Cast<byte, int>(vocabulary)[..(int)count];
        var text = vocabulary.AsSpan((int)count * sizeof(int));
        string[] words = new string[count];
        for (int i = 0; i < words.Length; i++)
        {
            if ((uint)lengths[i] > text.Length) throw Bad($"is damaged: word {i} ends after the text");
            words[i] = Strict.GetString(text[..lengths[i]]);
            text = text[lengths[i]..];
        }
        return new(Array.AsReadOnly(words), new MappedMatrix(file, start, words.Length * dimensions), dimensions);
    }

    private static long MatrixStart(long count, long textLength)
        => (HeaderLength + (count * sizeof(int)) + textLength + Alignment - 1) / Alignment * Alignment;
}
