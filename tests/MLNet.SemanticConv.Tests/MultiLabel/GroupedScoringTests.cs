using CsCheck;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class GroupedScoringTests
{
    // More models than fit into one group, few enough for one or none, models without weights among them; rows in any order.
    [Fact]
    public void Each_model_of_a_group_gives_each_row_the_bits_that_it_gives_alone()
        => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 30], Gen.Int[0, 1000]).Sample((models, size, seed) =>
        {
            var random = new Random(seed);
            FeatureRows.Builder builder = new(size);
            for (int row = 0; row < 7; row++) builder.Add([], Sparse(random, size));
            var features = builder.Build();
            LabelModel[] group = [.. Enumerable.Range(0, models).Select(k => (LabelModel)(k % 5 == 4
                ? LinearLabelModel.Constant(k, 100)
                : LinearLabelModel.FromDense(Sparse(random, size), random.NextSingle() - 0.5f, null)))];
            int[] rows = [.. Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(7))];
            float[][] alone = Array.ConvertAll(group, model =>
            {
                float[] scores = new float[rows.Length];
                model.Score(features, rows, scores);
                return scores;
            });
            Assert.Equal(alone, GroupedScoring.Score(group, features, rows));
        }, iter: 300);

    private static float[] Sparse(Random random, int size)
        => [.. Enumerable.Range(0, size).Select(_ => random.Next(3) == 0 ? random.NextSingle() - 0.5f : 0)];
}
