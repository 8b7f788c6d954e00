using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>Something that a cell displays.</summary>
/// <param name="Data">The text of each kind that it is shown in, by MIME type.</param>
/// <param name="IsResult">Whether it is the value of the cell's last expression.</param>
internal sealed partial record CellOutput(IReadOnlyDictionary<string, string> Data, bool IsResult)
{
    private const double Tolerance = 0.02;

    /// <summary>Whether the kinds are those of another output.</summary>
    public bool HasKindsOf(CellOutput other) => Data.Keys.Order().SequenceEqual(other.Data.Keys.Order());

    /// <summary>Whether the texts are those of another output. Pictures may differ: fonts do from machine to machine.</summary>
    public bool Equals(CellOutput? other)
        => other != null && HasKindsOf(other)
            && Data.Keys.Where(kind => kind.StartsWith("text/", StringComparison.Ordinal))
                .All(kind => IsAlike(Data[kind], other.Data[kind]));

    public override int GetHashCode() => Data.Count;

    /// <summary>
    /// The same words and white space anywhere, and the same numbers but for what processors make of the order in which floats are added: 2
    /// in the last of two digits, or 2 %.
    /// </summary>
    public static bool IsAlike(string one, string other)
    {
        if (Words(one) != Words(other)) return false;
        return Numbers(one).Zip(Numbers(other))
            .All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.First)));
    }

    /// <summary>A text with "#" for each number and single spaces.</summary>
    public static string Words(string text) => WhiteSpace().Replace(Number().Replace(text, "#"), " ").Trim();

    private static IEnumerable<double> Numbers(string text)
        => Number().Matches(text)
            .Select(match => double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    [GeneratedRegex(@"[-+]?\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
