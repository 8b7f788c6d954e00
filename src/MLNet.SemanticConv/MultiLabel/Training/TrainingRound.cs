namespace MLNet.SemanticConv;

/// <summary>A choice of rows that all labels are trained on.</summary>
/// <param name="heldOut">The examples that the models then score, as they have not seen them.</param>
/// <param name="rows">The rows to train on, or null for all.</param>
internal sealed class TrainingRound(int[] heldOut, int[]? rows)
{
    // Rows that are only learnt from are held out by no fold.
    private const int LearnOnly = -1;

    /// <summary>The round that trains the models to keep, on all rows.</summary>
    public static TrainingRound ForGood { get; } = new([], null) { IsForGood = true };

    /// <summary>The examples that the models score, as they have not seen them.</summary>
    public int[] HeldOut { get; } = heldOut;

    /// <summary>The rows to train on, or null for all.</summary>
    public int[]? Rows { get; } = rows;

    /// <summary>Whether its models are those to keep.</summary>
    public bool IsForGood { get; private init; }

    /// <summary>This round with further rows to train on.</summary>
    /// <param name="more">The further rows.</param>
    /// <param name="count">The number of rows that are all rows so far.</param>
    public TrainingRound With(IEnumerable<int> more, int count)
        => new(HeldOut, [.. Rows ?? [.. Enumerable.Range(0, count)], .. more]) { IsForGood = IsForGood };

    /// <summary>The rows of cross-validation, with the same share of each label in each fold; groups stay together.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="count">The number of folds; there may be none.</param>
    /// <param name="seed">The seed of the choice.</param>
    public static TrainingRound[] Folds(TrainingRows data, int count, int seed)
    {
        if (count == 0) return [];
        int[] partOfExample = IterativeStratification.Assign(data.ExampleLabels,
            Enumerable.Repeat(1.0 / count, count).ToArray(), seed, data.Groups);
        int[] rows = [.. Enumerable.Range(0, data.Count)], part = new int[data.Count];
        part.AsSpan().Fill(LearnOnly);
        for (int i = 0; i < partOfExample.Length; i++) part[data.Examples[i]] = partOfExample[i];
        return [.. Enumerable.Range(0, count).Select(fold => new TrainingRound(
            Array.FindAll(rows, row => part[row] == fold), Array.FindAll(rows, row => part[row] != fold)))];
    }
}
