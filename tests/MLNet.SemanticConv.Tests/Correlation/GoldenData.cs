using System.Globalization;

namespace MLNet.SemanticConv.Tests.Correlation;

/// <summary>The files of Golden/make_golden.py: made-up vectors, and what gensim, NumPy and SciPy make of them.</summary>
internal static class GoldenData
{
    public static string[] Vocabulary { get; } = File.ReadAllLines(PathOf("vocabulary.txt"));

    public static WordVectors Vectors { get; } = ReadVectors();

    public static CorrelationMatrix Matrix(string name, string[]? vocabulary = null)
        => CorrelationMatrix.ReadMatrixMarket(PathOf(name), vocabulary ?? Vocabulary);

    /// <summary>The entries of a Matrix Market file that need not be square, by row.</summary>
    public static SortedDictionary<int, float>[] Rows(string name)
    {
        string[] lines = [.. File.ReadLines(PathOf(name)).Where(line => !line.StartsWith('%'))];
        var rows = new SortedDictionary<int, float>[int.Parse(lines[0].Split(' ')[0])];
        for (int i = 0; i < rows.Length; i++) rows[i] = [];
        foreach (string[] parts in lines.Skip(1).Select(line => line.Split(' ')))
            rows[int.Parse(parts[0]) - 1].Add(int.Parse(parts[1]) - 1, float.Parse(parts[2], CultureInfo.InvariantCulture));
        return rows;
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Correlation", "Golden", name);

    private static WordVectors ReadVectors()
    {
        string[][] rows = [.. File.ReadLines(PathOf("vectors.txt")).Skip(1).Select(line => line.Split(' '))];
        float[] values = [.. rows.SelectMany(row => row.Skip(1)).Select(value => float.Parse(value, CultureInfo.InvariantCulture))];
        return new([.. rows.Select(row => row[0])], values, rows[0].Length - 1);
    }
}
