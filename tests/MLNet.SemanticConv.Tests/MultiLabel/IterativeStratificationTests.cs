namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class IterativeStratificationTests
{
    private static LabelSets Labels()
    {
        var random = new Random(3);
        var builder = new LabelSets.Builder(null);
        for (int row = 0; row < 600; row++)
        {
            List<string> labels = [];
            for (int k = 0; k < 40; k++)
                if (random.NextDouble() < 0.5 / (1 + k)) labels.Add($"label{k:00}");
            builder.Add(labels);
        }
        return builder.Build(1);
    }

    [Fact]
    public void Every_fold_gets_its_share_of_each_label_within_two_rows_and_of_the_rows_within_three()
    {
        var labels = Labels();
        int[] part = IterativeStratification.Assign(labels, [1.0 / 3, 1.0 / 3, 1.0 / 3], seed: 1);
        for (int k = 0; k < labels.Count; k++)
        {
            foreach (int p in new[] { 0, 1, 2 })
            {
                int count = labels[k].ToArray().Count(row => part[row] == p);
                Assert.InRange(count, labels[k].Length / 3.0 - 2.01, labels[k].Length / 3.0 + 2.01);
            }
        }
        Assert.All(part.CountBy(p => p), pair => Assert.InRange(pair.Value, 197, 203));
    }

    [Fact]
    public void A_label_of_three_rows_stands_in_each_of_three_folds()
    {
        var builder = new LabelSets.Builder(null);
        for (int row = 0; row < 90; row++) builder.Add(row % 30 == 0 ? ["rare", "common"] : row % 2 == 0 ? ["common"] : []);
        var labels = builder.Build(1);
        int[] part = IterativeStratification.Assign(labels, [1.0 / 3, 1.0 / 3, 1.0 / 3], seed: 1);
        Assert.Equal([0, 1, 2], labels[labels.Names.ToList().IndexOf("rare")].ToArray().Select(row => part[row]).Order());
    }

    [Fact]
    public void Parts_may_be_of_different_sizes()
        => Assert.InRange(IterativeStratification.Assign(Labels(), [0.8, 0.2], seed: 1).Count(p => p == 1), 115, 125);

    [Fact]
    public void The_same_seed_gives_the_same_parts() => Assert.Equal(
        IterativeStratification.Assign(Labels(), [0.5, 0.5], seed: 4), IterativeStratification.Assign(Labels(), [0.5, 0.5], seed: 4));
}
