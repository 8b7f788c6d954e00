using Microsoft.ML;
using static MLNet.SemanticConv.Tests.MultiLabel.TaggedRows;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class SelfTrainingTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void Each_label_learns_from_the_rows_that_it_ranks_first()
    {
        // Of so few rows it is chance whether the held-out ones are ranked clearly better: the first draw in which they are.
        Row[] unlabeled = Pairs(400, seed: 0), labeled = [];
        float[][] scores = [];
        for (int seed = 1; !Told("400 are learnt from"); seed++)
        {
            Assert.True(seed < 20, string.Join("\n", _told));
            labeled = Pairs(16, seed);
            scores = Scores(labeled, unlabeled);
        }

        var data = View(new(), labeled);
        var tagged = Tagger().Fit(data).Transform(View(new(), unlabeled));
        float[][] alone = Column<float>(tagged, "Scores");
        bool[][] has = Column<bool>(tagged, "PredictedLabels");
        string[] names = [.. labeled.SelectMany(row => row.Labels).Distinct().Order(StringComparer.Ordinal)];
        // By hand: each row has the labels that rank it among their first five, or among more and would be given, and those that it would
        // be given anyway.
        var first = names.Index().ToDictionary(name => name.Item,
            name => alone.Index().OrderByDescending(row => row.Item[name.Index]).Take(60).Index()
                .Where(ranked => ranked.Index < 5 || has[ranked.Item.Index][name.Index])
                .Select(ranked => ranked.Item.Index).ToHashSet());
        var added = first.Values.SelectMany(rows => rows).Distinct().Order().Select(row => new Row
        {
            Features = unlabeled[row].Features,
            Labels = [.. names.Where((name, k) => has[row][k] || first[name].Contains(row))],
            Weight = 0.3f,
        });
        var byHand = Tagger("Weight").Fit(View(new(), labeled.Concat(added)));
        var expected = Column<float>(byHand.Transform(View(new(), unlabeled)), "Scores");
        for (int row = 0; row < expected.Length; row++)
            for (int k = 0; k < names.Length; k++) Assert.Equal(expected[row][k], scores[row][k], 0.01f);
    }

    [Fact]
    public void Rows_that_mislead_change_nothing()
    {
        // What looks most like a label has the features of all of them.
        Row[] labeled = Make(200);
        Row[] unlabeled = [.. Make(100, seed: 2).Select(row => new Row { Features = [.. row.Features.Select(x => 9 + x)] })];
        float[][] with = Scores(labeled, unlabeled);
        Assert.True(Told("100 are not learnt from"), string.Join("\n", _told));
        Assert.Equal(Column<float>(Tagger().Fit(View(new(), labeled)).Transform(View(new(), unlabeled)), "Scores"), with);
    }

    [Fact]
    public void Where_most_labels_have_one_example_rows_without_labels_change_nothing()
    {
        // Rows that would be learnt from if each label had two examples: the other names have one.
        Row[] labeled = [.. Pairs(16, seed: 1), .. Make(8).Select((row, i) => new Row { Features = row.Features, Labels = [$"only {i}"] })];
        Row[] unlabeled = Pairs(400, seed: 0);
        float[][] with = Scores(labeled, unlabeled);
        Assert.Equal(Column<float>(Tagger().Fit(View(new(), labeled)).Transform(View(new(), unlabeled)), "Scores"), with);
        Assert.False(Told("learnt from"));
    }

    [Fact]
    public void Any_number_of_threads_learns_the_same()
    {
        Row[] labeled = Make(60), unlabeled = Make(200, seed: 2);
        Assert.Equal(Scores(labeled, unlabeled, threads: 1), Scores(labeled, unlabeled, threads: 3));
    }

    [Fact]
    public void Without_held_out_rows_or_linear_models_rows_without_labels_are_not_learnt_from()
    {
        IDataView labeled = View(new(), Make(60)), unlabeled = View(new(), Make(200, seed: 2));
        OneVersusRestOptions fixedThresholds = new() { Thresholds = LabelThresholds.Fixed(0) };
        Assert.Equal(
            Column<float>(Tagger(options: fixedThresholds).Fit(labeled).Transform(unlabeled), "Scores"),
            Column<float>(Tagger(options: fixedThresholds).Fit(labeled, unlabeled).Transform(unlabeled), "Scores"));

        OneVersusRestEstimator Trees()
        {
            var ml = new MLContext(seed: 1);
            return ml.MultiLabelClassification.Trainers.OneVersusRest(
                ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 3, minimumExampleCountPerLeaf: 2));
        }

        Assert.Equal(
            Column<float>(Trees().Fit(labeled).Transform(unlabeled), "Scores"),
            Column<float>(Trees().Fit(labeled, unlabeled).Transform(unlabeled), "Scores"));
    }

    [Fact]
    public void Labels_of_one_example_and_no_rows_without_labels_are_learnt_as_without()
    {
        Row[] labeled = [.. Make(40).DistinctBy(row => string.Join(',', row.Labels))];
        foreach (Row[] unlabeled in (Row[][])[[], [new() { Features = new float[FeatureCount] }], Make(3)])
            Assert.All(Scores(labeled, unlabeled, scored: Make(5)), row => Assert.All(row, score => Assert.True(float.IsFinite(score))));
    }

    [Fact]
    public void Rows_without_labels_need_the_features_of_the_others()
    {
        var ml = new MLContext(seed: 1);
        var labeled = View(ml, Make(40));
        var missing = Assert.Throws<ArgumentOutOfRangeException>(
            () => Tagger().Fit(labeled, ml.Transforms.DropColumns("Features").Fit(labeled).Transform(labeled)));
        Assert.Contains("Features", missing.Message);
        var wider = ml.Transforms.Concatenate("Features", "Features", "Features").Fit(labeled).Transform(labeled);
        var size = Assert.Throws<ArgumentException>(() => Tagger().Fit(labeled, wider));
        Assert.Contains($"has {2 * FeatureCount} features, that of the labelled rows {FeatureCount}", size.Message);
        Row[] wrong = Make(3);
        wrong[1].Features[2] = float.NaN;
        Assert.Contains("'Features'", Assert.Throws<InvalidDataException>(() => Tagger().Fit(labeled, View(ml, wrong))).Message);
    }

    // Two of the three features of a label, and some of the others: what one row does not show of its label, others do.
    private static Row[] Pairs(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int label = i % Names.Length, missing = random.Next(3);
            float[] x = [.. Enumerable.Range(0, FeatureCount).Select(_ => random.Next(3) == 0 ? 0.7f * random.NextSingle() : 0)];
            for (int k = 0; k < 3; k++) x[3 * label + k] = k == missing ? 0 : 0.6f;
            return new Row { Features = x, Labels = [Names[label]] };
        })];
    }

    private bool Told(string part) => _told.Exists(message => message.Contains(part, StringComparison.Ordinal));

    private float[][] Scores(Row[] labeled, Row[] unlabeled, int threads = 1, Row[]? scored = null)
        => Column<float>(
            Tagger(options: new() { NumberOfThreads = threads }).Fit(View(new(), labeled), View(new(), unlabeled))
                .Transform(View(new(), scored ?? unlabeled)),
            "Scores");

    private OneVersusRestEstimator Tagger(string? weights = null, OneVersusRestOptions? options = null)
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, e) =>
        {
            lock (_told) _told.Add(e.Message);
        };
        return ml.MultiLabelClassification.Trainers.OneVersusRest(
            context => context.BinaryClassification.Trainers.SparseLinearSvm(exampleWeightColumnName: weights), options: options);
    }
}
