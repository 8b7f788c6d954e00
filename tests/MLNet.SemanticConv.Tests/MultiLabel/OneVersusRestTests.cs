using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using static MLNet.SemanticConv.Tests.MultiLabel.TaggedRows;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class OneVersusRestTests
{
    private static readonly OneVersusRestOptions Untuned = new() { Thresholds = LabelThresholds.Fixed() };

    public static TheoryData<string> TrainerNames => ["lbfgs", "sdca", "sdca-hinge", "perceptron", "svm", "fasttree", "forest"];

    [Theory, MemberData(nameof(TrainerNames))]
    public void Every_label_is_scored_as_its_own_stock_trainer_alone_would_score_it(string trainer)
    {
        var rows = Make(200);
        var ml = new MLContext(seed: 1);
        var data = View(ml, rows);
        var scored = Fit(ml, trainer, data).Transform(data);
        float[][] scores = Column<float>(scored, "Scores");

        for (int k = 0; k < Names.Length; k++)
        {
            float[] alone = Alone(trainer, rows, Labels(scored)[k]);
            // Trainers that shuffle draw other numbers there than here, so only their ranking is held against ours.
            if (trainer is "lbfgs" or "fasttree")
                for (int i = 0; i < rows.Length; i++) Assert.Equal(alone[i], scores[i][k], 1e-3f * (1 + Math.Abs(alone[i])));
            else
                Assert.True(Correlation(alone, [.. scores.Select(row => row[k])]) > 0.95, Labels(scored)[k]);
        }
    }

    [Theory, MemberData(nameof(TrainerNames))]
    public void What_is_learnt_is_the_same_to_the_bit_for_every_number_of_threads(string trainer)
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, Make(120));
        float[][] Scores(int threads)
        {
            var context = new MLContext(seed: 7);
            var options = new OneVersusRestOptions { NumberOfThreads = threads };
            return Column<float>(Fit(context, trainer, data, options).Transform(data), "Scores");
        }
        float[][] one = Scores(1);
        Assert.Equal(one, Scores(4));
        Assert.Contains(one, row => row.Distinct().Count() > 1);
    }

    [Fact]
    public void Fitting_again_learns_the_same_again()
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, Make(120));
        var estimator = ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SdcaLogisticRegression(Sdca));
        Assert.Equal(Column<float>(estimator.Fit(data).Transform(data), "Scores"),
            Column<float>(estimator.Fit(data).Transform(data), "Scores"));
    }

    [Theory, MemberData(nameof(TrainerNames))]
    public void A_prediction_engine_and_a_batch_agree_to_the_bit_and_so_does_the_model_after_saving_and_loading(string trainer)
    {
        var ml = new MLContext(seed: 1);
        var rows = Make(100);
        var data = View(ml, rows);
        var model = Fit(ml, trainer, data, new());
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        var batch = model.Transform(data);
        var (scores, probabilities, predicted) = (Column<float>(batch, "Scores"), Column<float>(batch, "Probabilities"),
            Column<bool>(batch, "PredictedLabels"));
        foreach (var transformer in new[] { model, loaded })
        {
            using var engine = ml.Model.CreatePredictionEngine<Row, Output>(transformer);
            for (int i = 0; i < rows.Length; i++)
            {
                var output = engine.Predict(rows[i]);
                Assert.Equal(scores[i], output.Scores);
                Assert.Equal(probabilities[i], output.Probabilities);
                Assert.Equal(predicted[i], output.PredictedLabels);
            }
        }
        var again = Assert.IsType<OneVersusRestTransformer>(loaded);
        Assert.Equal(model.Labels, again.Labels);
        Assert.Equal(model.Thresholds, again.Thresholds);
        Assert.Equal(model.TrainingSupport, again.TrainingSupport);
        Assert.Equal(Labels(batch), Labels(loaded.Transform(data)));
    }

    [Theory, MemberData(nameof(TrainerNames))]
    public void Probabilities_lie_between_0_and_1_and_rise_with_the_score(string trainer)
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, Make(200));
        var scored = Fit(ml, trainer, data).Transform(data);
        var (scores, probabilities) = (Column<float>(scored, "Scores"), Column<float>(scored, "Probabilities"));
        for (int k = 0; k < 3; k++)
        {
            float[] byScore = [.. Enumerable.Range(0, 200).OrderBy(i => scores[i][k]).Select(i => probabilities[i][k])];
            Assert.All(byScore, p => Assert.InRange(p, 0, 1));
            Assert.Equal(byScore.Order(), byScore);
            Assert.True(byScore[^1] > byScore[0] + 0.2);
        }
    }

    [Fact]
    public void A_trainer_may_name_its_columns_as_it_likes()
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, Make(100));
        var renamed = ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Tag", "Bag", l1Regularization: 0);
        var usual = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0);
        float[][] Scores<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer) where TModel : class
            => Column<float>(ml.MultiLabelClassification.Trainers.OneVersusRest(trainer, options: Untuned).Fit(data)
                .Transform(data), "Scores");
        Assert.Equal(Scores(usual), Scores(renamed));
    }

    [Fact]
    public void Example_weights_reach_the_trainer()
    {
        var ml = new MLContext(seed: 1);
        var rows = Make(100);
        var doubled = rows.Concat(rows.Take(50)).ToArray();
        var weighted = Make(100);
        foreach (var row in weighted.Take(50)) row.Weight = 2;
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight",
            l1Regularization: 0, optimizationTolerance: 1e-9f);
        float[] First(Row[] training) => Column<float>(
            ml.MultiLabelClassification.Trainers.OneVersusRest(trainer, options: Untuned).Fit(View(ml, training))
                .Transform(View(ml, rows.Take(1))), "Scores")[0];
        float[] twice = First(doubled), weight = First(weighted), plain = First(rows);
        for (int k = 0; k < 4; k++) Assert.Equal(twice[k], weight[k], 2e-2f);
        Assert.NotEqual(plain, weight);
    }

    [Fact]
    public void Example_weights_are_those_of_their_rows_in_every_fold()
    {
        // Rows of weight 0 are as good as absent: whatever labels they have, held-out scores stay.
        float[][] Held(bool flipped)
        {
            var ml = new MLContext(seed: 1);
            var rows = Make(120);
            for (int i = 0; i < rows.Length; i += 3)
            {
                rows[i].Weight = 0;
                if (flipped) rows[i].Features = [.. rows[i].Features.Reverse()];
            }
            var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight", l1Regularization: 0);
            var data = TrainingRows.Read(View(ml, rows), "Features", "Labels", "Weight", null, 1, default);
            var scores = new LabelTraining(data, Learner(trainer), new() { NumberOfThreads = 1 },
                new(ml, "folds", 1), null, default).HeldOutScores(3);
            return [.. scores.Select(ofLabel => ofLabel.Where((_, row) => row % 3 != 0).ToArray())];
        }

        static BinaryLearner Learner<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer) where TModel : class
            => new StockLearner<TModel>(trainer, balanced: false);

        float[][] plain = Held(flipped: false), other = Held(flipped: true);
        for (int k = 0; k < plain.Length; k++)
            for (int i = 0; i < plain[k].Length; i++) Assert.Equal(plain[k][i], other[k][i], 1e-3f);
    }

    [Theory]
    [InlineData("always", "all of the 60 rows")]
    [InlineData("never", "none of the 60 rows")]
    public void A_label_that_cannot_be_learnt_is_warned_of_once(string label, string why)
    {
        var ml = new MLContext(seed: 1);
        var rows = Make(60);
        if (label == "always") foreach (var row in rows) row.Labels = [.. row.Labels, label];
        var dictionary = ml.Data.LoadFromEnumerable(Names.Append(label).Select(name => new { Value = name }));
        var data = ml.Transforms.Conversion.MapValueToKey("Labels", keyData: dictionary).Fit(View(ml, rows)).Transform(View(ml, rows));
        var warnings = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) lock (warnings) warnings.Add(e.Message);
        };
        ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
            options: new() { Thresholds = LabelThresholds.PerLabel(numberOfFolds: 3) }).Fit(data);
        string only = Assert.Single(warnings, warning => warning.Contains($"'{label}'"));
        Assert.Contains($"is in {why}", only);
    }

    [Theory]
    [InlineData(12, "in all of the 12 rows")]
    [InlineData(1, "in the only row")]
    public void Rows_that_are_made_of_names_are_not_counted_in_warnings(int count, string where)
    {
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, e) =>
        {
            if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning) lock (warnings) warnings.Add(e.RawMessage);
        };
        var rows = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(i => new { Text = $"soup and bread {i}", Labels = new[] { "food" } }));
        ml.MultiLabelClassification.Trainers.SemanticTagger().Fit(rows);
        Assert.Equal($"The label 'food' is {where}: its score is the same for every text.", Assert.Single(warnings));
    }

    [Fact]
    public void A_label_that_every_row_has_gets_the_same_high_score_everywhere()
    {
        var ml = new MLContext(seed: 1);
        var rows = Make(60);
        foreach (var row in rows) row.Labels = [.. row.Labels, "always"];
        var data = View(ml, rows);
        var scored = Fit(ml, "lbfgs", data).Transform(data);
        int always = Array.IndexOf(Labels(scored), "always");
        Assert.All(Column<float>(scored, "Scores"), row => Assert.Equal((float)Math.Log(61), row[always]));
        Assert.All(Column<float>(scored, "Probabilities"), row => Assert.Equal(61f / 62, row[always], 1e-6f));
    }

    [Fact]
    public void Labels_rarer_than_the_minimum_are_left_out()
    {
        var ml = new MLContext(seed: 1);
        var rows = Make(60);
        foreach (var row in rows.Take(4)) row.Labels = [.. row.Labels, "four"];
        var data = View(ml, rows);
        Assert.Contains("four", Fit(ml, "lbfgs", data, new() { MinimumSupport = 4 }).Labels);
        Assert.DoesNotContain("four", Fit(ml, "lbfgs", data, new() { MinimumSupport = 5 }).Labels);
    }

    [Fact]
    public void Progress_counts_every_model_and_names_its_label()
    {
        var ml = new MLContext(seed: 1);
        var seen = new List<StepProgress>();
        ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
            progress: new Recorder(seen)).Fit(View(ml, Make(80)));
        Assert.Equal(Enumerable.Range(1, 16), seen.Select(p => (int)p.Done));
        Assert.All(seen, p => Assert.Equal(16, p.Total));
        Assert.Equal(Names.Order(StringComparer.Ordinal), seen.Select(p => p.Step).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Trainers_that_a_function_makes_learn_what_copies_of_one_learn()
    {
        var ml = new MLContext(seed: 1);
        var data = View(ml, Make(80));
        LbfgsLogisticRegressionBinaryTrainer.Options settings = new()
        {
            L1Regularization = 0,
            L2Regularization = 0.1f,
            NumberOfThreads = 1
        };
        var catalog = ml.MultiLabelClassification.Trainers;
        var copied = catalog.OneVersusRest(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(settings)).Fit(data);
        var made = catalog.OneVersusRest(context => context.BinaryClassification.Trainers.LbfgsLogisticRegression(settings)).Fit(data);
        Assert.Equal(copied.Transform(data).Floats("Scores"), made.Transform(data).Floats("Scores"));
    }

    [Fact]
    public void Each_model_has_a_trainer_of_its_own_and_learns_the_same_on_any_number_of_threads()
    {
        float[][] Scores(int threads)
        {
            var ml = new MLContext(seed: 1);
            var data = View(ml, Make(80));
            int made = 0;
            var model = ml.MultiLabelClassification.Trainers.OneVersusRest(
                context =>
                {
                    Interlocked.Increment(ref made);
                    return context.BinaryClassification.Trainers.SdcaLogisticRegression(
                        new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 });
                }, options: new() { NumberOfThreads = threads }).Fit(data);
            Assert.Equal(17, made);   // four labels in three folds and at last, and the one that is looked at
            return model.Transform(data).Floats("Scores");
        }

        Assert.Equal(Scores(1), Scores(4));
    }

    [Fact]
    public void Cancelling_ends_the_fit_with_an_exception_and_trains_nothing_more()
    {
        var ml = new MLContext(seed: 1);
        using var source = new CancellationTokenSource();
        var seen = new List<StepProgress>();
        var estimator = ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.LbfgsLogisticRegression(), options: new() { NumberOfThreads = 2 },
            progress: new Recorder(seen, source.Cancel), cancellationToken: source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => estimator.Fit(View(ml, Make(80))));
        Assert.InRange(seen.Count, 1, 3);
    }

    [Fact]
    public void A_trainer_that_fails_is_reported_with_the_label_it_failed_for()
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.BinaryClassification.Trainers.SdcaLogisticRegression(
            new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 0 });
        var estimator = ml.MultiLabelClassification.Trainers.OneVersusRest(trainer,
            options: new() { NumberOfThreads = 1, Thresholds = LabelThresholds.Fixed() });
        var thrown = Assert.Throws<InvalidOperationException>(() => estimator.Fit(View(ml, Make(80))));
        Assert.Contains("'", thrown.Message);
        Assert.NotNull(thrown.InnerException);
    }

    private sealed class Recorder(List<StepProgress> seen, Action? then = null) : IProgress<StepProgress>
    {
        public void Report(StepProgress value)
        {
            seen.Add(value);
            then?.Invoke();
        }
    }

    private static OneVersusRestTransformer Fit(MLContext ml, string trainer, IDataView data, OneVersusRestOptions? options = null)
    {
        var binary = ml.BinaryClassification.Trainers;
        var all = ml.MultiLabelClassification.Trainers;
        options ??= Untuned;
        return trainer switch
        {
            "lbfgs" => all.OneVersusRest(binary.LbfgsLogisticRegression(Lbfgs), options: options).Fit(data),
            "sdca" => all.OneVersusRest(binary.SdcaLogisticRegression(Sdca), options: options).Fit(data),
            "sdca-hinge" => all.OneVersusRest(binary.SdcaNonCalibrated(lossFunction: new HingeLoss(), maximumNumberOfIterations: 50),
                options: options).Fit(data),
            "perceptron" => all.OneVersusRest(binary.AveragedPerceptron(numberOfIterations: 10), options: options).Fit(data),
            "svm" => all.OneVersusRest(binary.LinearSvm(numberOfIterations: 10), options: options).Fit(data),
            "forest" => all.OneVersusRest(binary.FastForest(Forest), options: options).Fit(data),
            _ => all.OneVersusRest(binary.FastTree(Trees), options: options).Fit(data),
        };
    }

    private static LbfgsLogisticRegressionBinaryTrainer.Options Lbfgs => new()
    {
        L1Regularization = 0,
        L2Regularization = 0.1f,
        OptimizationTolerance = 1e-8f
    };

    private static SdcaLogisticRegressionBinaryTrainer.Options Sdca => new() { MaximumNumberOfIterations = 50 };

    private static FastTreeBinaryTrainer.Options Trees => new() { NumberOfTrees = 10, NumberOfLeaves = 4, MinimumExampleCountPerLeaf = 3 };

    // Trees whose votes are no probabilities.
    private static FastForestBinaryTrainer.Options Forest => new()
    {
        NumberOfTrees = 10,
        NumberOfLeaves = 4,
        MinimumExampleCountPerLeaf = 3
    };

    /// <summary>The scores of a stock trainer that sees one label only, through ML.NET alone.</summary>
    private static float[] Alone(string trainer, Row[] rows, string label)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Transforms.CustomMapping<Row, Flag>((row, flag) => flag.Label = row.Labels.Contains(label), null).Fit(View(ml, rows))
            .Transform(View(ml, rows));
        var binary = ml.BinaryClassification.Trainers;
        ITransformer model = trainer switch
        {
            "lbfgs" => binary.LbfgsLogisticRegression(Lbfgs).Fit(data),
            "sdca" => binary.SdcaLogisticRegression(Sdca).Fit(data),
            "sdca-hinge" => binary.SdcaNonCalibrated(lossFunction: new HingeLoss(), maximumNumberOfIterations: 50).Fit(data),
            "perceptron" => binary.AveragedPerceptron(numberOfIterations: 10).Fit(data),
            "svm" => binary.LinearSvm(numberOfIterations: 10).Fit(data),
            "forest" => binary.FastForest(Forest).Fit(data),
            _ => binary.FastTree(Trees).Fit(data),
        };
        return [.. model.Transform(data).GetColumn<float>("Score")];
    }

    private sealed class Flag
    {
        public bool Label { get; set; }
    }

    private static string[] Labels(IDataView scored)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Scores"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static double Correlation(float[] a, float[] b)
    {
        double ma = a.Average(), mb = b.Average();
        double ab = a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum();
        return ab / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }
}
