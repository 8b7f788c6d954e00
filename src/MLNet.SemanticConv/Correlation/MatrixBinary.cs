using System.Numerics.Tensors;

namespace MLNet.SemanticConv;

/// <summary>
/// The form of a matrix inside a saved model, little-endian: version, size V and number of entries E as 32-bit integers; bytes a column and
/// bytes a weight as one byte each; V entry counts of rows; E columns in as few bytes as hold V − 1; E weights as 32- or 16-bit floats; V
/// slot names.
/// </summary>
internal static class MatrixBinary
{
    private const int Version = 1;

    public static void Write(CorrelationMatrix matrix, BinaryWriter writer)
    {
        int columnBytes = BytesOf(matrix.Size - 1);
        writer.Write(Version);
        writer.Write(matrix.Size);
        writer.Write(matrix.EntryCount);
        writer.Write((byte)columnBytes);
        writer.Write((byte)(matrix.HalfPrecision ? 2 : 4));

        int[] counts = new int[matrix.Size];
        for (int row = 0; row < counts.Length; row++) counts[row] = matrix.AllStarts[row + 1] - matrix.AllStarts[row];
        writer.WriteArray<int>(counts);
        writer.Write(Narrow(matrix.AllColumns, columnBytes));
        if (matrix.HalfPrecision) writer.WriteArray<Half>(ToHalf(matrix.AllWeights));
        else writer.WriteArray(matrix.AllWeights);
        foreach (string name in matrix.Vocabulary) writer.Write(name);
    }

    /// <exception cref="InvalidDataException">The data are no such matrix.</exception>
    /// <exception cref="EndOfStreamException">The data end early.</exception>
    public static CorrelationMatrix Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidDataException(
                $"The correlation matrix has version {version} of its format; this library reads version {Version}.");
        int size = reader.ReadInt32(), entries = reader.ReadInt32();
        int columnBytes = reader.ReadByte(), weightBytes = reader.ReadByte();
        if (size < 1 || entries < 0 || columnBytes != BytesOf(size - 1) || weightBytes is not (2 or 4))
            throw Damaged($"{size} slots, {entries} entries, {columnBytes} bytes a column, {weightBytes} a weight.");

        int[] starts = Starts(reader.ReadArray<int>(size), entries);
        int[] columns = Widen(reader.ReadArray<byte>((long)entries * columnBytes), columnBytes);
        CheckColumns(starts, columns);
        float[] weights = weightBytes == 4 ? reader.ReadArray<float>(entries) : ToSingle(reader.ReadArray<Half>(entries));
        int infinite = weights.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (infinite >= 0)
            throw Damaged($"entry {infinite} has the weight {weights[infinite]}.");
        var names = new List<string>();
        for (int slot = 0; slot < size; slot++) names.Add(reader.ReadString());
        return new(names, starts, columns, weights, weightBytes == 2);
    }

    private static InvalidDataException Damaged(string what) => new($"The correlation matrix is damaged: {what}");

    private static int BytesOf(int largest) => largest switch { < 1 << 8 => 1, < 1 << 16 => 2, < 1 << 24 => 3, _ => 4 };

    private static int[] Starts(int[] counts, int entries)
    {
        int[] starts = new int[counts.Length + 1];
        for (int row = 0; row < counts.Length; row++)
        {
            if (counts[row] < 0 || counts[row] > entries - starts[row])
                throw Damaged($"row {row} claims {counts[row]} of the {entries - starts[row]} entries left.");
            starts[row + 1] = starts[row] + counts[row];
        }
        if (starts[^1] != entries)
            throw Damaged($"its rows have {starts[^1]} of {entries} entries.");
        return starts;
    }

    private static void CheckColumns(int[] starts, int[] columns)
    {
        int size = starts.Length - 1;
        for (int row = 0; row < size; row++)
        {
            int last = -1;
            foreach (int column in columns.AsSpan(starts[row]..starts[row + 1]))
            {
                if (column <= last || column >= size)
                    throw Damaged($"column {column} follows {last} in row {row} of {size}.");
                last = column;
            }
        }
    }

    private static byte[] Narrow(ReadOnlySpan<int> columns, int bytes)
    {
        byte[] narrow = new byte[checked(columns.Length * bytes)];
        for (int i = 0, at = 0; i < columns.Length; i++)
            for (int part = 0; part < bytes; part++) narrow[at++] = (byte)(columns[i] >> 8 * part);
        return narrow;
    }

    private static int[] Widen(byte[] narrow, int bytes)
    {
        int[] columns = new int[narrow.Length / bytes];
        for (int i = 0, at = 0; i < columns.Length; i++)
            for (int part = 0; part < bytes; part++) columns[i] |= narrow[at++] << 8 * part;
        return columns;
    }

    private static Half[] ToHalf(ReadOnlySpan<float> weights)
    {
        var halves = new Half[weights.Length];
        TensorPrimitives.ConvertToHalf(weights, halves);
        return halves;
    }

    private static float[] ToSingle(ReadOnlySpan<Half> halves)
    {
        float[] weights = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, weights);
        return weights;
    }
}
