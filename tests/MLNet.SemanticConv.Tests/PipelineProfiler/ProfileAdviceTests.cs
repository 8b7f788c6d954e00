using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.PipelineProfiler.Tests;

public class ProfileAdviceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_trainer_that_reads_text_again_and_again_is_told_to_cache()
    {
        var advice = Assert.Single(AdviceWhereEachCallTakesASecond(Features().Append(Trainer())));
        Assert.Equal((ProfiledActivity.Fit, "2"), (advice.Activity, advice.StageNumber));
        Assert.StartsWith("Insert AppendCacheCheckpoint(mlContext) after stage 2 ", advice.Message);
        Assert.Matches(@"'Features' is computed 8 times per row; it saves about \d+\.00 s of \d+\.00 s", advice.Message);
        // 7 of 8 times for each text: the text, its normal form, its words, their numbers and the bag
        Assert.True(advice.Saving >= TimeSpan.FromSeconds((Iterations - 1) * Texts * 5));
    }

    [Fact]
    public void Advice_to_cache_helps_and_changes_nothing_that_is_learnt()
    {
        var data = Data();
        var before = Features().Append(Trainer()).Profile();
        float[] weights = Weights(before.Fit(data));
        var read = before.GetProfile()[ProfiledActivity.Fit].Stages.Last(
            stage => stage.Columns.SequenceEqual(["Features"]) && stage.Number.StartsWith('2'));
        Assert.True(read.Recomputation >= 5);

        var after = Features().AppendCacheCheckpoint(_ml).Append(Trainer()).Profile();
        Assert.Equal(weights, Weights(after.Fit(data)));
        var profile = after.GetProfile();
        var cached = profile[ProfiledActivity.Fit].Stages.Single(stage => stage.Number == read.Number);
        Assert.Equal((1.0, (long)Texts), (cached.Recomputation, cached.Rows));
        Assert.True(profile[ProfiledActivity.Fit].Stages.Single(stage => stage.Number == "2+").Recomputation >= 5);
        Assert.True(profile.Diff(before.GetProfile()).Stages.Single(pair => pair.After == cached).CallsChange < 0);
        Assert.DoesNotContain(
            AdviceWhereEachCallTakesASecond(Features().AppendCacheCheckpoint(_ml).Append(Trainer())), other => other.StageNumber == "2");
    }

    [Fact]
    public void A_stage_that_keeps_its_row_is_not_blamed_for_being_asked_twice()
    {
        // Two consumers of one column in one pass: the work is done once, so a cache would save next to nothing.
        var once = _ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag")
            .Append(_ml.Transforms.Concatenate("Twice", "Weighted", "Weighted"));
        var model = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).Append(once).Fit(Data()).Profile();
        _ = model.Transform(Data()).GetColumn<float[]>("Twice").Count();
        var profile = model.GetProfile();
        Assert.Equal(2, profile[ProfiledActivity.Transform].Stages.Single(stage => stage.Name == "TfIdfNormalizing").Recomputation);
        Assert.DoesNotContain(profile.Advice, advice => advice.Message.Contains("'Bag'"));
    }

    private const int Texts = 300, Iterations = 8;

    private EstimatorChain<ITransformer> Features() => _ml.Transforms.Text.NormalizeText("Normal", "Text")
        .Append((IEstimator<ITransformer>)_ml.Transforms.Text.ProduceWordBags("Features", "Normal", ngramLength: 1));

    // What is advised depends on what takes how long, and a machine that is busy with other things takes as long as it likes.
    private IEnumerable<ProfileAdvice> AdviceWhereEachCallTakesASecond(IEstimator<ITransformer> pipeline)
    {
        var recorder = new Recorder(new());
        using (recorder.Measure(FrameKind.Activity, recorder.Caller, ProfiledActivity.Fit))
            StagePlan.Of(recorder, [], pipeline).Fit(ProbeView.OfInput(recorder, Data()), out _);
        var fit = recorder.Total().Children.Single();
        Retime(fit);
        return CacheAdvisor.Advise(recorder, fit);

        static void Retime(CallTotals node)
        {
            foreach (var child in node.Children) Retime(child);
            node.OwnTicks = node.Calls * Stopwatch.Frequency;
            if (node.Calls > 0) node.RepeatTicks = node.Repeats * (node.Ticks / node.Calls);
        }
    }

    private static IEstimator<ITransformer> Trainer()
        // Only a cached view can be shuffled, so a trainer that shuffles would learn something else from it.
        => new MLContext(seed: 1).BinaryClassification.Trainers.AveragedPerceptron(
            new AveragedPerceptronTrainer.Options { NumberOfIterations = Iterations, Shuffle = false });

    private IDataView Data()
    {
        var random = new Random(1);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, Texts).Select(i => new Row(
            string.Join(' ', Enumerable.Range(0, 30).Select(_ => $"w{random.Next(200)}")) + (i % 2 == 0 ? " yes" : " no"), i % 2 == 0))
            .ToArray());
    }

    private static float[] Weights(ProfiledTransformer<TransformerChain<ITransformer>> model)
        => [.. ((ISingleFeaturePredictionTransformer<LinearBinaryModelParameters>)model.Model.LastTransformer).Model.Weights];

    private sealed record Row(string Text, bool Label);
}
