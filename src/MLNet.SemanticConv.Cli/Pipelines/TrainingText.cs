using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>The text that a model is trained on, read from the files whenever it is needed and counted on the way.</summary>
internal sealed class TrainingText
{
    private readonly Counted<LabeledText> _labeled;
    private readonly Counted<PlainText> _unlabeled;

    public TrainingText(MLContext ml, IReadOnlyList<string> labeled, string? unlabeled, CancellationToken cancellationToken)
    {
        foreach (string path in unlabeled is null ? labeled : labeled.Append(unlabeled)) TextFile.CheckReadableAgain(path);
        _labeled = new(WithLabels(labeled).Until(cancellationToken));
        _unlabeled = new(unlabeled is null ? [] : Texts.Read(unlabeled).Until(cancellationToken));
        Labeled = ml.Data.LoadFromEnumerable(_labeled.Items);
        All = ml.Data.LoadFromEnumerable(_labeled.Items.Select(row => new PlainText { Text = row.Text }).Concat(_unlabeled.Items));
    }

    /// <summary>Columns Text and Labels.</summary>
    public IDataView Labeled { get; }

    /// <summary>A column Text: the labelled texts and the unlabelled ones.</summary>
    public IDataView All { get; }

    /// <summary>The number of labelled rows, once they have been read.</summary>
    public long LabeledCount => _labeled.Count;

    /// <summary>The number of unlabelled rows, once they have been read.</summary>
    public long UnlabeledCount => _unlabeled.Count;

    /// <summary>About how many words all texts have: counted by spaces.</summary>
    public long CountWords() => _labeled.Items.Sum(row => WordsIn(row.Text)) + _unlabeled.Items.Sum(row => WordsIn(row.Text));

    /// <exception cref="FormatException">No row has a label: told at the end of the files.</exception>
    private static IEnumerable<LabeledText> WithLabels(IReadOnlyList<string> paths)
    {
        bool anyLabel = false;
        foreach (LabeledText row in LabeledFile.Read(paths))
        {
            anyLabel |= row.Labels.Length > 0;
            yield return row;
        }
        if (!anyLabel)
            throw new FormatException(
                $"{string.Join(" and ", paths)}: no row has a label, so there is nothing to learn. Write labels after "
                    + "the tab, separated by commas, or in .jsonl into the array \"labels\".");
    }

    private static long WordsIn(string text) => text.AsSpan().Count(' ') + 1;

    private sealed class Counted<T>(IEnumerable<T> items)
    {
        /// <summary>The number of items of the last enumeration to the end.</summary>
        public long Count { get; private set; }

        public IEnumerable<T> Items
        {
            get
            {
                long count = 0;
                foreach (T item in items)
                {
                    count++;
                    yield return item;
                }
                Count = count;
            }
        }
    }
}
