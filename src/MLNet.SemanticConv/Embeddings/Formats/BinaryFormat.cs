using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.SemanticConv;

/// <summary>The binary format of word2vec, see <see cref="WordVectorsFormat.Binary"/>.</summary>
internal static class BinaryFormat
{
    private const int LongestWord = 1 << 16;

    // A row is read in parts: a gzip file that only claims to hold long ones must not make us take memory for them.
    private const int ValuesAtOnce = 1 << 16;

    public static void Write(Stream stream, WordVectors vectors)
    {
        RequireLittleEndian();
        stream.Write(Encoding.ASCII.GetBytes($"{vectors.Count} {vectors.Dimensions}\n"));
        for (int i = 0; i < vectors.Count; i++)
        {
            stream.Write(Encoding.UTF8.GetBytes(vectors.Words[i]));
            stream.WriteByte((byte)' ');
            stream.Write(MemoryMarshal.AsBytes(vectors[i]));
        }
    }

    /// <summary>Reads what follows the line of sizes.</summary>
    public static WordVectors Read(ByteReader reader, int count, int dimensions, Leniency leniency)
    {
        RequireLittleEndian();
        InvalidDataException Bad(int row, string problem) => new($"'{reader.Path}', word {row} of {count} (counted from 0): {problem}.");

        long least = count * ((4L * dimensions) + 2);
        if (reader.Remaining is { } remaining && remaining < least)
            throw new InvalidDataException(
                $"'{reader.Path}' is truncated: {count} binary vectors of {dimensions} dimensions take at least {least} bytes, not "
                + $"{remaining}.");
        var builder = new WordVectorsBuilder(dimensions, count, trusted: reader.Remaining is not null, leniency);
        for (int i = 0; i < count; i++)
        {
            // The original program ends each vector with a line feed, gensim does not.
            while (reader.Peek(1) is [(byte)'\n']) reader.Skip(1);
            var start = reader.Peek(256);
            int length = start.IndexOf((byte)' ');
            if (length < 0) length = (start = reader.Peek(LongestWord)).IndexOf((byte)' ');
            if (length < 0 && start.Length < LongestWord) throw Bad(i, "the file is truncated");
            if (length < 0) throw Bad(i, $"no space in {LongestWord} bytes: it is not a vector file");
            if (builder.BeginRow(start[..length]) is { } problem) throw Bad(i, problem);
            reader.Skip(length + 1);
            for (int left = dimensions; left > 0; left -= Math.Min(left, ValuesAtOnce))
            {
                var values = builder.Append(Math.Min(left, ValuesAtOnce));
                if (!reader.TryRead(MemoryMarshal.AsBytes(values))) throw Bad(i, "the file is truncated");
                if (!TensorPrimitives.IsFiniteAll<float>(values)) throw Bad(i, "a value of its vector is not finite");
            }
            builder.EndRow();
        }
        while (reader.Peek(1) is [(byte)'\n']) reader.Skip(1);
        if (!reader.AtEnd)
            throw new InvalidDataException($"'{reader.Path}' goes on after the {count} vectors that its first line announces.");
        return builder.Build();
    }

    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Binary files of word vectors are little-endian, this processor is not.");
    }
}
