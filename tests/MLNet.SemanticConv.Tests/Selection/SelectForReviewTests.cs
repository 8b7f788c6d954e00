using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Selection;

public sealed class SelectForReviewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Suspicion_is_measured_by_the_mean_of_the_rows_that_have_the_label()
    {
        string[] labels = ["a", "b"];
        // The mean of a over rows 0 and 1 is 0.5, of b over rows 1 and 2 0.4.
        HeldOutRow[] rows =
        [
            new(0, ["a"], labels, [0.9f, 0.1f]), new(1, ["a", "b"], labels, [0.1f, 0.6f]), new(2, ["b"], labels, [0.25f, 0.2f]),
                new(3, [], labels, [0, 0]),
        ];
        var suspicious = ConfidentLearning.MostSuspicious(rows, 10);
        // Row 2: b has half of its mean, a comes up to half of it: 0.5 + 0.5. Row 1: a has a fifth: 0.8. Row 0: b comes up to a quarter.
        Assert.Equal([2L, 1L, 0L], suspicious.Select(row => row.Row));
        Assert.Equal([1, 0.8, 0.25], suspicious.Select(row => Math.Round(row.Suspicion, 6)));
        Assert.Equal(("b", 0.2f, "a", 0.25f),
            (suspicious[0].Doubted, suspicious[0].DoubtedProbability, suspicious[0].Missed, suspicious[0].MissedProbability));
        Assert.Equal("row 2: has b, probability 20 %; lacks a, probability 25 %", suspicious[0].ToString());
        Assert.Equal("row 1: has a, probability 10 %", suspicious[1].ToString());
        Assert.Equal(2, Assert.Single(ConfidentLearning.MostSuspicious(rows, 1)).Row);
    }

    [Fact]
    public void Of_flipped_tags_at_least_half_are_among_the_first_tenth_of_the_rows()
    {
        var (rows, flipped) = Flipped(seed: 1);
        List<double> told = [];
        var suspicious = _ml.MultiLabelClassification.SelectForReview(
            _ml.Data.LoadFromEnumerable(rows), Tagger(), rows.Length / 10, numberOfFolds: 3, seed: 1, progress: new Recorder<double>(told));
        Assert.Equal(rows.Length / 10, suspicious.Count);
        Assert.InRange(suspicious.Count(row => flipped.Contains((int)row.Row)), (flipped.Count + 1) / 2, flipped.Count);
        Assert.All(suspicious, row => Assert.Equal(rows[row.Row].Labels, row.Labels));
        Assert.Equal([1.0 / 3, 2.0 / 3, 1], told);
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows()
    {
        var (rows, _) = Flipped(seed: 2);
        var tagger = Tagger();
        string[] Rows() => [.. _ml.MultiLabelClassification.SelectForReview(
            _ml.Data.LoadFromEnumerable(rows), tagger, 10, numberOfFolds: 2, seed: 3).Select(row => row.ToString())];
        Assert.Equal(Rows(), Rows());
    }

    [Fact]
    public void Cancelled_after_a_fold_it_ends()
    {
        using CancellationTokenSource source = new();
        Recorder<double> progress = new([], _ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => _ml.MultiLabelClassification.SelectForReview(
            _ml.Data.LoadFromEnumerable(Flipped(1).Rows), Tagger(), numberOfFolds: 2, progress: progress, cancellationToken: source.Token));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var rows = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        Assert.Contains("'Tags'", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.MultiLabelClassification.SelectForReview(rows, Tagger(), labelColumnName: "Tags")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MultiLabelClassification.SelectForReview(rows, Tagger(), numberOfFolds: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MultiLabelClassification.SelectForReview(rows, Tagger(), count: 0));
    }

    private IEstimator<ITransformer> Tagger()
        => TinyReviews.Features(_ml)
            .Append(_ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm()));

    // Rows of one tag, of which a twentieth gets another one.
    private static (TinyReviews.Row[] Rows, HashSet<int> Flipped) Flipped(int seed)
    {
        var single = TinyReviews.Labelled.Where(row => row.Labels.Length == 1).ToArray();
        TinyReviews.Row[] rows = [
            .. Enumerable.Range(0, 8).SelectMany(copy => single.Select(row => row with { Text = $"{row.Text} copy{copy}" }))];
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        new Random(seed).Shuffle(order);
        HashSet<int> flipped = [.. order[..(rows.Length / 20)]];
        string[] labels = ["power", "staff", "food"];
        foreach (int row in flipped) rows[row] = rows[row] with { Labels = [labels[(Array.IndexOf(labels, rows[row].Labels[0]) + 1) % 3]] };
        return (rows, flipped);
    }
}
