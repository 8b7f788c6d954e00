using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.SemanticConv.English;

/// <summary>
/// Word vectors of length 1 in 8 bits a number: the number of words and of dimensions, the words with a line feed after each, and the
/// numbers row by row, each row stretched so that its greatest is ±127.
/// </summary>
internal static class ByteVectors
{
    /// <summary>Writes vectors.</summary>
    /// <param name="words">The n words, without line feeds.</param>
    /// <param name="vectors">n × d, row by row; of any lengths.</param>
    /// <param name="dimensions">d.</param>
    /// <param name="stream">Where they go.</param>
    public static void Write(IReadOnlyList<string> words, ReadOnlySpan<float> vectors, int dimensions, Stream stream)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(words.Select(word => word + "\n")));
        sbyte[] numbers = new sbyte[vectors.Length];
        for (int row = 0; row < words.Count; row++)
        {
            var vector = vectors.Slice(row * dimensions, dimensions);
            float greatest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
            for (int i = 0; i < dimensions && greatest > 0; i++)
                numbers[row * dimensions + i] = (sbyte)MathF.Round(sbyte.MaxValue * vector[i] / greatest);
        }
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(words.Count);
        writer.Write(dimensions);
        writer.Write(text.Length);
        writer.Write(text);
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static WordVectors Read(Stream stream)
    {
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        int count = reader.ReadInt32(), dimensions = reader.ReadInt32();
        string[] words = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32())).Split('\n')[..count];
        byte[] numbers = reader.ReadBytes(count * dimensions);
        float[] vectors = new float[numbers.Length];
        TensorPrimitives.ConvertTruncating<sbyte, float>(MemoryMarshal.Cast<byte, sbyte>(numbers), vectors);
        for (int row = 0; row < count; row++)
        {
            var vector = vectors.AsSpan(row * dimensions, dimensions);
            float length = TensorPrimitives.Norm<float>(vector);
            if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        }
        return new(words, vectors, dimensions);
    }
}
