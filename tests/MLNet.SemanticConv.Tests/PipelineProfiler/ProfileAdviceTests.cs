using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.PipelineProfiler.Tests;

public class ProfileAdviceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_trainer_that_reads_text_again_and_again_is_told_to_cache_and_the_advice_helps()
    {
        var data = Data();
        var before = Features().Append(Trainer()).Profile();
        var bareBits = Weights(before.Fit(data));
        var profile = before.GetProfile();
        var advice = Assert.Single(profile.Advice);
        Assert.Equal((ProfiledActivity.Fit, "2"), (advice.Activity, advice.StageNumber));
        Assert.StartsWith("Insert AppendCacheCheckpoint(mlContext) after stage 2 ", advice.Message);
        Assert.Matches(@"'Features' is computed \d+(\.\d)? times per row; it saves about .* s of .* s", advice.Message);
        Assert.InRange(advice.Saving, TimeSpan.FromTicks(1), profile[ProfiledActivity.Fit].ThreadTime);
        var read = profile[ProfiledActivity.Fit].Stages.Last(
            stage => stage.Columns.SequenceEqual(["Features"]) && stage.Number.StartsWith('2'));
        Assert.True(read.Recomputation >= 5);

        var after = Features().AppendCacheCheckpoint(_ml).Append(Trainer()).Profile();
        Assert.Equal(bareBits, Weights(after.Fit(data)));
        profile = after.GetProfile();
        Assert.DoesNotContain(profile.Advice, other => other.StageNumber == advice.StageNumber);
        var cached = profile[ProfiledActivity.Fit].Stages.Single(stage => stage.Number == read.Number);
        Assert.Equal((1.0, (long)Texts), (cached.Recomputation, cached.Rows));
        Assert.True(profile[ProfiledActivity.Fit].Stages.Single(stage => stage.Number == "2+").Recomputation >= 5);
        Assert.True(profile.Diff(before.GetProfile()).Stages.Single(pair => pair.After == cached).CallsChange < 0);
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

    private const int Texts = 300;

    private EstimatorChain<ITransformer> Features() => _ml.Transforms.Text.NormalizeText("Normal", "Text")
        .Append((IEstimator<ITransformer>)_ml.Transforms.Text.ProduceWordBags("Features", "Normal", ngramLength: 1));

    private static IEstimator<ITransformer> Trainer()
        // Only a cached view can be shuffled, so a trainer that shuffles would learn something else from it.
        => new MLContext(seed: 1).BinaryClassification.Trainers.AveragedPerceptron(
            new AveragedPerceptronTrainer.Options { NumberOfIterations = 8, Shuffle = false });

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
