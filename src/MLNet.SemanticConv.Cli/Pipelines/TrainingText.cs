using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>The text that a model is trained on, read once to check and count it, and again from the files whenever it is needed.</summary>
/// <param name="Labeled">Columns Text and Labels.</param>
/// <param name="All">A column Text: the labelled texts and the unlabelled ones.</param>
/// <param name="LabeledCount">The number of labelled rows.</param>
/// <param name="UnlabeledCount">The number of unlabelled rows.</param>
/// <param name="Words">About how many words all texts have: what stands between spaces.</param>
internal sealed record TrainingText(IDataView Labeled, IDataView All, long LabeledCount, long UnlabeledCount, long Words)
{
    /// <exception cref="FormatException">A file has a wrong line, or no labelled row has a label.</exception>
    public static TrainingText Read(MLContext ml, string labeled, string? unlabeled, CancellationToken cancellationToken)
    {
        IEnumerable<LabeledText> rows = LabeledTsv.Read(labeled).Until(cancellationToken);
        IEnumerable<PlainText> others = unlabeled is null ? [] : Texts.Read(unlabeled).Until(cancellationToken);
        (long rowCount, long otherCount, long words, bool anyLabel) = (0, 0, 0, false);
        foreach (LabeledText row in rows)
            (rowCount, words, anyLabel) = (rowCount + 1, words + WordsIn(row.Text), anyLabel || row.Labels.Length > 0);
        foreach (PlainText other in others)
            (otherCount, words) = (otherCount + 1, words + WordsIn(other.Text));
        if (!anyLabel) throw new FormatException($"{labeled}: no row has a label, so there is nothing to learn. Write labels after the tab, separated by commas.");
        IEnumerable<PlainText> all = rows.Select(row => new PlainText { Text = row.Text }).Concat(others);
        return new(ml.Data.LoadFromEnumerable(rows), ml.Data.LoadFromEnumerable(all), rowCount, otherCount, words);
    }

    private static int WordsIn(string text) => text.AsSpan().Count(' ') + 1;
}
