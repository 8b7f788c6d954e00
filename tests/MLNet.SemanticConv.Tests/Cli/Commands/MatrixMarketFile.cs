using System.Globalization;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>Reads a Matrix Market coordinate file into a dense matrix, as its definition says.</summary>
internal static class MatrixMarketFile
{
    public static double[,] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("%%MatrixMarket matrix coordinate real general", lines[0]);
        string[][] rows = [.. lines.Where(line => !line.StartsWith('%'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        double[,] matrix = new double[int.Parse(rows[0][0]), int.Parse(rows[0][1])];
        Assert.Equal(int.Parse(rows[0][2]), rows.Length - 1);
        foreach (string[] row in rows[1..])
            matrix[int.Parse(row[0]) - 1, int.Parse(row[1]) - 1] = double.Parse(row[2], CultureInfo.InvariantCulture);
        return matrix;
    }
}
