using System.Globalization;
using System.Text;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Writes sparse rows as a Matrix Market coordinate file, row by row.</summary>
internal static class RowsFile
{
    private const int EntryDigits = 19;

    /// <summary>Writes the rows; those that are read once are enough, and none is kept.</summary>
    /// <returns>The number of entries.</returns>
    public static long Write(string path, IEnumerable<VBuffer<float>> rows, int rowCount, int columnCount)
    {
        long entries = 0;
        AtomicFile.Write(path, stream =>
        {
            // the number of entries comes before the entries: room is left for it and filled at the end
            byte[] head = Encoding.ASCII.GetBytes($"%%MatrixMarket matrix coordinate real general\n{rowCount} {columnCount} ");
            stream.Write(head);
            stream.Write(Encoding.ASCII.GetBytes(new string(' ', EntryDigits) + "\n"));
            using (StreamWriter writer = new(stream, Encoding.ASCII, leaveOpen: true) { NewLine = "\n" })
            {
                int row = 0;
                foreach (VBuffer<float> values in rows)
                {
                    row++;
                    foreach ((int column, float value) in values.Items())
                    {
                        if (value == 0) continue;
                        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{row} {column + 1} {value:R}\n"));
                        entries++;
                    }
                }
            }
            stream.Position = head.Length;
            stream.Write(Encoding.ASCII.GetBytes(entries.ToString(CultureInfo.InvariantCulture).PadLeft(EntryDigits)));
            stream.Position = stream.Length;
        });
        return entries;
    }
}
