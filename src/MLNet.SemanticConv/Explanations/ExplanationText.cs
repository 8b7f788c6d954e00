using System.Globalization;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Explanations as people read them in a console.</summary>
internal static class ExplanationText
{
    private const int MostNeighbors = 3;

    public static string Write(TagExplanation explanation)
    {
        var text = new StringBuilder().Append('"').Append(explanation.Text).Append("\"\n");
        foreach (var label in explanation.Labels) text.Append(Write(label));
        return text.ToString();
    }

    public static string Write(LabelExplanation label)
    {
        var text = new StringBuilder(Headline(label)).Append('\n');
        foreach (var word in label.Words) text.Append($"  {Signed(word.Score)}  '{word.Word}' {Reasons(word)}\n");
        return text.ToString();
    }

    public static Report Report(TagExplanation explanation)
    {
        var report = new Report().Line($"\"{explanation.Text}\"");
        foreach (var label in explanation.Labels)
        {
            report.Headline(Headline(label));
            if (label.Words.Count > 0) report.Table(Words(label));
        }
        return report;
    }

    /// <summary>What each word of the text adds to the label's score, and how.</summary>
    public static TextTable Words(LabelExplanation label)
    {
        var table = new TextTable(TableColumn.Text("word"), "adds", TableColumn.Text("how"));
        foreach (var word in label.Words) table.Add(word.Word, Signed(word.Score), Reasons(word));
        return table;
    }

    /// <summary>Label, decision and how the score comes about.</summary>
    public static string Headline(LabelExplanation label)
    {
        string how = label.IsLinear
            ? $" = words {Signed(label.Words.Sum(word => word.Score))}, bias {Signed(label.Bias.Value)}"
            : "; its model is not linear, so the score is not a sum over words";
        return $"{label.Label}{(label.IsPredicted ? "" : " (not predicted)")}: probability {Number(label.Probability)}, " +
            $"score {Signed(label.Score)} against a threshold of {Signed(label.Threshold)}{how}";
    }

    /// <summary>What a word counts as: the nearest of its neighbours by name, and itself.</summary>
    public static string Reasons(WordExplanation word)
    {
        var neighbors = word.Neighbors.ToArray();
        var reasons = neighbors.Take(MostNeighbors)
            .Select(feature =>
                $"'{feature.Feature}' {Number(feature.Correlation)} × weight {Number(feature.Weight)} ({Signed(feature.Score)})").ToList();
        if (neighbors.Length > MostNeighbors)
            reasons.Add($"{neighbors.Length - MostNeighbors} more ({Signed(neighbors.Skip(MostNeighbors).Sum(feature => feature.Score))})");
        string through = reasons.Count == 0 ? "" : "because of " + string.Join(", ", reasons);
        string itself = word.Features.FirstOrDefault(feature => feature.Feature == word.Word) is { } own
            ? $"as itself, weight {Number(own.Weight)} ({Signed(own.Score)})"
            : "";
        return $"counted {string.Join("; ", new[] { itself, through }.Where(reason => reason.Length > 0))}";
    }

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Signed(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
