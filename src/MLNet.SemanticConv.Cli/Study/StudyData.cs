using System.Security.Cryptography;
using System.Text;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A task to study: rows to label, rows to test, and text without labels.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Train">The rows that budgets of labels are drawn from; their text is known at every budget.</param>
/// <param name="Test">The rows that methods are judged by; their text is never learnt from.</param>
/// <param name="Unlabeled">More text.</param>
internal sealed record StudyData(
    string Name, IReadOnlyList<LabeledText> Train, IReadOnlyList<LabeledText> Test, IReadOnlyList<string> Unlabeled)
{
    private const double HeldOutShare = 0.3;

    /// <summary>The text that may be learnt from.</summary>
    public IEnumerable<PlainText> AllText => Train.Select(row => row.Text).Concat(Unlabeled).Select(text => new PlainText { Text = text });

    /// <summary>How many words that is.</summary>
    public long Words => AllText.Sum(text => text.Text.AsSpan().Count(' ') + 1L);

    /// <summary>The rows that keep their labels.</summary>
    /// <exception cref="FormatException">None of them has a label.</exception>
    public LabeledText[] Labeled(LabelBudget budget, int seed)
    {
        LabeledText[] rows = budget.Of(Train, seed);
        return rows.Any(row => row.Labels.Length > 0) ? rows
            : throw new FormatException($"With --budgets {budget.Name}, {Figures.Counted(rows.Length, "row")} drawn by seed {seed} "
                + "had no label, so there is nothing to learn: give larger budgets.");
    }

    /// <summary>A text that differs wherever the rows or the text do.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Append(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
        foreach (IReadOnlyList<LabeledText> rows in new[] { Train, Test })
        {
            Append($"{rows.Count} rows");
            foreach (LabeledText row in rows) Append($"{row.Text}\t{string.Join(',', row.Labels)}");
        }
        foreach (string text in Unlabeled) Append(text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <exception cref="FormatException">A file has a wrong line.</exception>
    public static StudyData FromFiles(string name, string train, string? test, string? unlabeled)
    {
        LabeledText[] rows = [.. LabeledFile.Read(train)];
        string[] others = unlabeled is null ? [] : [.. Texts.Read(unlabeled).Select(text => text.Text)];
        if (test is null && (int)(rows.Length * HeldOutShare) == 0)
            throw new FormatException(
                $"{train} has {Figures.Counted(rows.Length, "row")}, too few to hold some out to test on: give --test.");
        StudyData data = test is null ? HoldOut(name, rows, others) : new(name, rows, [.. LabeledFile.Read(test)], others);
        if (!data.CanJudge)
            throw new FormatException(
                $"No label can be judged: none of {train} is in some, but not all, of the "
                + $"{Figures.Counted(data.Test.Count, "row")} to test on{(test is null ? ", which are 30 % of them" : $" in {test}")}. "
                + $"Give {(test is null ? "more rows, or --test" : "--test")} with rows that have a label, and rows that do not.");
        return data;
    }

    // What all rows have is ranked perfectly in any order.
    private bool CanJudge
    {
        get
        {
            HashSet<string> learnt = [.. Train.SelectMany(row => row.Labels)];
            return Test.SelectMany(row => row.Labels.Distinct()).Where(learnt.Contains).CountBy(label => label)
                .Any(label => label.Value < Test.Count);
        }
    }

    /// <summary>The documentation of the .NET SDK at hand, labelled with the components of its namespaces.</summary>
    public static StudyData OfDotnet(bool validate, CancellationToken cancellationToken)
    {
        var task = NamespaceTask.Create(
            DocumentationReader.Read(ReferencePacks.FindDocumentation(DotnetFolder.Candidates()), cancellationToken));
        const string Name = "dotnet-namespaces";
        return validate ? HoldOut(Name, [.. task.Train], task.Unlabeled) : new(Name, task.Train, task.Test, task.Unlabeled);
    }

    /// <summary>Judges by a part of the training rows, the same in every study, so that settings can be chosen without a look at the test
    /// rows.</summary>
    private static StudyData HoldOut(string name, LabeledText[] rows, IReadOnlyList<string> unlabeled)
    {
        new Random(0).Shuffle(rows);
        int held = (int)(rows.Length * HeldOutShare);
        return new($"{name}-held-out", rows[held..], rows[..held], unlabeled);
    }
}
