using System.Globalization;

namespace MLNet.SemanticConv.Cli;

/// <summary>How many of the training rows keep their labels: a share of them, "10%", or enough for so many examples of each label,
/// "8x".</summary>
internal sealed record LabelBudget
{
    private readonly double _value;

    private LabelBudget(string name, double value, bool isShare) => (Name, _value, IsShare) = (name, value, isShare);

    public string Name { get; }

    public bool IsShare { get; }

    /// <summary>The part of the rows, from 0 to 1; of a budget that is a share.</summary>
    public double Share => IsShare ? _value / 100 : throw new InvalidOperationException($"{Name} is not a share of the rows.");

    /// <exception cref="FormatException">It is neither a share above 0 and up to 100 % nor a number of examples.</exception>
    public static LabelBudget Parse(string text)
    {
        bool share = text.EndsWith('%'), examples = text.EndsWith('x');
        if ((share || examples)
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && (share ? value is > 0 and <= 100 : value >= 1 && value == Math.Floor(value))) return new(text, value, share);
        throw new FormatException(
            $"'{text}' is not a budget of labels: write a share of the rows such as 10%, or examples of each label such as 8x.");
    }

    /// <summary>The rows that keep their labels. A larger share holds the rows of a smaller one with the same seed.</summary>
    public LabeledText[] Of(IReadOnlyList<LabeledText> rows, int seed)
    {
        LabeledText[] shuffled = [.. rows];
        new Random(seed).Shuffle(shuffled);
        return IsShare ? shuffled[..Math.Max(1, (int)Math.Round(shuffled.Length * Share))] : Examples(shuffled);
    }

    private LabeledText[] Examples(LabeledText[] shuffled)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. shuffled.Where(row =>
        {
            bool wanted = row.Labels.Any(label => found.GetValueOrDefault(label) < _value);
            if (wanted) foreach (string label in row.Labels.Distinct()) found[label] = found.GetValueOrDefault(label) + 1;
            return wanted;
        })];
    }
}
