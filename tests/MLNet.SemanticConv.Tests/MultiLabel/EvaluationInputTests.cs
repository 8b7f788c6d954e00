using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>What evaluation and splits are given that cannot be right.</summary>
public sealed class EvaluationInputTests
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly MultiLabelClassificationCatalog Catalog = Ml.MultiLabelClassification;

    [Fact]
    public void A_column_of_decisions_of_another_type_or_size_is_refused_by_name()
    {
        var scored = Scored(40);
        Assert.Contains("'Scores' holds", Refused(() => Catalog.Evaluate(scored, predictedLabelColumnName: "Scores")));
        var narrow = Ml.Transforms.Concatenate("Two", "Flag", "Flag").Fit(scored).Transform(scored);
        Assert.Contains("not a Boolean for each of the 4 slots of 'Scores'",
            Refused(() => Catalog.Evaluate(narrow, predictedLabelColumnName: "Two")));

        static string Refused(Action evaluate) => Assert.Throws<ArgumentOutOfRangeException>(evaluate).Message;
    }

    [Fact]
    public void Data_without_rows_are_refused()
        => Assert.Contains("no rows", Assert.Throws<InvalidDataException>(() => Catalog.Evaluate(Scored(0))).Message);

    [Fact]
    public void Shares_and_levels_lie_between_0_and_1()
    {
        var scored = Scored(40);
        foreach (double wrong in (double[])[0, 1, double.NaN])
        {
            Assert.Throws<ArgumentOutOfRangeException>("confidenceLevel", () => Catalog.Bootstrap(scored, confidenceLevel: wrong));
            Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => Catalog.TrainTestSplit(scored, wrong));
        }
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => Catalog.Bootstrap(scored, samples: 1));
        Assert.Throws<ArgumentOutOfRangeException>("numberOfFolds",
            () => Catalog.CrossValidate(scored, Ml.Transforms.CopyColumns("Copy", "Scores"), numberOfFolds: 1));
        Assert.Throws<ArgumentOutOfRangeException>("unseenLabels", () => Catalog.Evaluate(scored, unseenLabels: (UnseenLabels)9));
    }

    [Fact]
    public void There_is_no_catalog_without_a_context()
        => Assert.Throws<ArgumentNullException>("ml", () => ((MLContext)null!).MultiLabelClassification);

    [Fact]
    public void Where_no_label_is_there_to_be_found_averages_are_not_a_number_and_say_so_in_JSON()
    {
        var metrics = Catalog.Evaluate(Scored(5, labels: []));
        Assert.True(double.IsNaN(metrics.MacroAveragePrecision) && double.IsNaN(metrics.MacroF1));
        Assert.Contains("null", metrics.ToJson());
        Assert.True(double.IsNaN(Catalog.Bootstrap(Scored(5, labels: []), samples: 10).MacroAveragePrecision.Low));
    }

    private static IDataView Scored(int count, string[]? labels = null)
    {
        var rows = TaggedRows.Make(count);
        if (labels != null)
            foreach (var row in rows) row.Labels = labels;
        var model = Catalog.Trainers.OneVersusRest(Ml.BinaryClassification.Trainers.SparseLinearSvm(),
            options: new() { Thresholds = LabelThresholds.Fixed() })
            .Fit(TaggedRows.View(Ml, TaggedRows.Make(60)));
        var scored = model.Transform(TaggedRows.View(Ml, rows));
        return Ml.Transforms.CustomMapping<TaggedRows.Row, Flagged>((_, flagged) => flagged.Flag = true, contractName: null).Fit(scored)
            .Transform(scored);
    }

    private sealed class Flagged
    {
        public bool Flag { get; set; }
    }
}
