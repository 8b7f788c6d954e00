using Microsoft.ML;
using static MLNet.SemanticConv.Tests.MultiLabel.TaggedRows;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class SharedWordsTests
{
    private static readonly string[] Things = ["FOOD", "HOTEL", "BOOK", "LAPTOP"], Aspects = ["PRICES", "QUALITY", "DESIGN_FEATURES"];

    [Fact]
    public void A_label_gains_a_share_of_the_mean_of_models_that_tell_the_words_of_its_name()
    {
        var rows = Reviews(300);
        var data = View(new(), rows);
        var (names, alone) = Scores(data, sharing: false);
        float[][] mixed = Scores(data, sharing: true).Scores;

        string label = "FOOD#DESIGN_FEATURES";
        int k = Array.IndexOf(names, label);
        float[][] ofWords = [.. new[] { "FOOD", "DESIGN", "FEATURES" }.Select(word => ScoresOfWord(rows, word))];
        float[] shares = [.. Enumerable.Range(0, rows.Length).Select(i => (mixed[i][k] - alone[i][k]) / ofWords.Average(word => word[i]))];

        // Where words say little, the quotient says nothing.
        float[] clear = [.. shares.Where((_, i) => Math.Abs(ofWords.Average(word => word[i])) > 0.2)];
        Assert.True(clear.Length > 50);
        float expected = Math.Abs(clear[0] - 0.1f) < 0.05f ? 0.1f : 0.2f;
        Assert.All(clear, share => Assert.Equal(expected, share, 0.01f));
    }

    [Fact]
    public void What_words_do_not_help_learns_what_it_would_without_them()
    {
        // The names say nothing of what the labels mean.
        Row[] rows = [.. Make(200).Select(row => new Row { Features = row.Features, Labels = [.. row.Labels.Select(Misnamed)] })];
        var data = View(new(), rows);
        Assert.Equal(Scores(data, sharing: false).Scores, Scores(data, sharing: true).Scores);

        static string Misnamed(string name) => name switch
        {
            "food" => "blue one",
            "service" => "blue two",
            "price" => "red one",
            _ => "red two",
        };
    }

    [Fact]
    public void Labels_whose_names_share_no_word_learn_what_they_would_without()
    {
        var data = View(new(), Make(200));
        Assert.Equal(Scores(data, sharing: false).Scores, Scores(data, sharing: true).Scores);
    }

    [Fact]
    public void Any_number_of_threads_learns_the_same_and_the_model_survives_saving()
    {
        var ml = new MLContext(seed: 1);
        var data = View(new(), Reviews(300));
        var model = Tagger(ml, sharing: true, threads: 3).Fit(data);
        float[][] scores = Column<float>(model.Transform(data), "Scores");
        Assert.Equal(Scores(data, sharing: true).Scores, scores);
        Assert.NotEqual(Scores(data, sharing: false).Scores, scores);
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        Assert.Equal(scores, Column<float>(new MLContext().Model.Load(stream, out _).Transform(data), "Scores"));
    }

    [Fact]
    public void Fixed_thresholds_leave_words_aside_as_no_row_is_held_out_to_judge_them()
    {
        var data = View(new(), Reviews(300));
        float[][] Fixed(bool sharing) => Column<float>(
            Tagger(new(seed: 1), sharing, 1, LabelThresholds.Fixed()).Fit(data).Transform(data), "Scores");
        Assert.Equal(Fixed(false), Fixed(true));
    }

    [Fact]
    public void A_word_that_each_row_has_changes_no_order()
    {
        Row[] rows = [.. Make(150).Select(row => new Row
        {
            Features = row.Features,
            Labels = [.. row.Labels.DefaultIfEmpty("none").Select(label => "aspect " + label)],
        })];
        var data = View(new(), rows);
        Assert.Equal(Scores(data, sharing: false).Scores, Scores(data, sharing: true).Scores);
    }

    /// <summary>Few rows of many labels that are made of two parts, each told by a feature, among features that tell nothing.</summary>
    private static Row[] Reviews(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int thing = random.Next(Things.Length), aspect = random.Next(Aspects.Length);
            float[] x = [.. Enumerable.Range(0, FeatureCount).Select(_ => random.NextSingle())];
            x[thing] += 0.5f;
            x[Things.Length + aspect] += 0.5f;
            return new Row { Features = x, Labels = [$"{Things[thing]}#{Aspects[aspect]}"] };
        })];
    }

    private static float[] ScoresOfWord(Row[] rows, string word)
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, rows.Select(row => new Row
        {
            Features = row.Features,
            Labels = row.Labels[0].Split('#', '_').Contains(word) ? [word] : [],
        }));
        return [.. Column<float>(Tagger(ml, sharing: false, 1).Fit(data).Transform(data), "Scores").Select(scores => scores[0])];
    }

    private static (string[] Names, float[][] Scores) Scores(IDataView data, bool sharing)
    {
        var model = Tagger(new(seed: 1), sharing, 1).Fit(data);
        return ([.. model.Labels], Column<float>(model.Transform(data), "Scores"));
    }

    private static OneVersusRestEstimator Tagger(MLContext ml, bool sharing, int threads, LabelThresholds? thresholds = null)
        => ml.MultiLabelClassification.Trainers.OneVersusRest(
            context => context.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.3, Tolerance = 0.001 }),
            options: new()
            {
                LearnFromSharedWords = sharing,
                NumberOfThreads = threads,
                Thresholds = thresholds ?? LabelThresholds.PerLabel(),
            });
}
