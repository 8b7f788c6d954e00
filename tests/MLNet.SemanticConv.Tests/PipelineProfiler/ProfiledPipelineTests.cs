using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv;
using MLNet.SemanticConv.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.PipelineProfiler.Tests;

public class ProfiledPipelineTests
{
    private const int Rows = 200;

    private static readonly TimeSpan Long = TimeSpan.FromMicroseconds(300), Short = TimeSpan.FromMicroseconds(100);

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_transform_and_predict_give_the_same_bits()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var bare = Tagger(new(seed: 1)).Fit(data);
        var profiled = Tagger(new(seed: 1)).Profile().Fit(data);

        Assert.Equal(Bits(bare.Transform(data)), Bits(profiled.Transform(data)));
        Assert.Equal(Bits(bare.Transform(data)), Bits(profiled.Model.Transform(data)));
        var engine = _ml.Model.CreatePredictionEngine<Review, Tags>(bare);
        var profiledEngine = _ml.Model.CreatePredictionEngine<Review, Tags>(profiled);
        foreach (string text in TinyReviews.Texts)
            Assert.Equal(engine.Predict(new() { Text = text }).Scores, profiledEngine.Predict(new() { Text = text }).Scores);
    }

    [Fact]
    public void Saved_the_model_is_the_one_without_probes()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var profiled = Tagger(_ml).Profile().Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(profiled, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(Bits(profiled.Transform(data)), Bits(loaded.Transform(data)));
        Assert.DoesNotContain(loaded.GetType().GetGenericArguments(),
            type => type.Namespace!.StartsWith("MLNet", StringComparison.Ordinal));
    }

    [Fact]
    public void Own_time_is_that_of_the_stage_alone()
    {
        var fitted = SlowStages.First(_ml, Long).Append(SlowStages.Second(_ml, Short)).Fit(SlowStages.Numbers(_ml, 1));
        // What the runtime compiles when a stage is first bound is that stage's own, and nobody's who asks it for values.
        _ = fitted.Profile().Transform(SlowStages.Numbers(_ml, 1)).GetColumn<float>("B").ToArray();
        var model = fitted.Profile();
        var read = model.Transform(SlowStages.Numbers(_ml, Rows)).GetColumn<float>("B").ToArray();
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => 2f * (i + 1)), read);

        var activity = model.GetProfile()[ProfiledActivity.Transform];
        var stages = activity.Stages;
        var first = stages.Single(stage => stage.Number == "1");
        var second = stages.Single(stage => stage.Number == "2");
        Assert.Equal((Rows, Rows), (first.Calls, second.Calls));
        // What measuring is thought to have taken has been taken away.
        Assert.True(first.OwnTime + activity.Overhead >= Rows * Long, $"{first.OwnTime}");
        Assert.True(second.OwnTime + activity.Overhead >= Rows * Short, $"{second.OwnTime}");
        Assert.InRange(activity.Overhead, TimeSpan.Zero, Rows * Short * 0.1);
        Assert.True(second.CumulativeTime >= first.OwnTime + second.OwnTime - TimeSpan.FromMilliseconds(1),
            $"{second.CumulativeTime} is less than {first.OwnTime} and {second.OwnTime}; overhead {activity.Overhead}");
        Assert.True(second.MedianMicroseconds < first.MedianMicroseconds);
        Assert.Equal(["B"], second.Columns);
    }

    [Fact]
    public void Own_times_sum_up_to_the_whole()
    {
        var model = SlowStages.First(_ml, Long).Append(SlowStages.Second(_ml, Short)).Fit(SlowStages.Numbers(_ml, 1)).Profile();
        var data = SlowStages.Numbers(_ml, Rows);
        _ = model.Transform(data).GetColumn<float>("B").Count();
        var warm = model.GetProfile()[ProfiledActivity.Transform];
        var both = warm;
        AssertTimed(() =>
        {
            warm = model.GetProfile()[ProfiledActivity.Transform];
            var clock = Stopwatch.StartNew();
            _ = model.Transform(data).GetColumn<float>("B").Count();
            var whole = clock.Elapsed;
            both = model.GetProfile()[ProfiledActivity.Transform];
            return Math.Abs((both.Time - warm.Time) / whole - 1) < 0.05;
        });
        Assert.Equal(both.ThreadTime.TotalSeconds, both.Stages.Sum(stage => stage.OwnTime.TotalSeconds), tolerance: 1e-5);
        Assert.InRange(both.Overhead, TimeSpan.FromTicks(1), both.ThreadTime);
    }

    [Fact]
    public void Parallel_cursors_count_each_row_once()
    {
        var model = SlowStages.First(_ml, Short).Append(SlowStages.Second(_ml, Short)).Fit(SlowStages.Numbers(_ml, 1)).Profile();
        var view = model.Transform(SlowStages.Numbers(_ml, 1000));
        var cursors = view.GetRowCursorSet(view.Schema.Where(column => column.Name == "B"), 2);
        Assert.Equal(2, cursors.Length);
        float[] sums = new float[2];
        Parallel.For(0, 2, i =>
        {
            using var cursor = cursors[i];
            var get = cursor.GetGetter<float>(view.Schema["B"]);
            float value = 0;
            while (cursor.MoveNext())
            {
                get(ref value);
                sums[i] += value;
            }
        });
        Assert.Equal(Enumerable.Range(1, 1000).Sum() * 2f, sums[0] + sums[1]);
        var stages = model.GetProfile()[ProfiledActivity.Transform].Stages.Where(stage => stage.IsStage);
        Assert.All(stages, stage => Assert.Equal((1000, 1000, 1, 1.0), (stage.Calls, stage.Rows, stage.Passes, stage.Recomputation)));
    }

    [Fact]
    public void Threads_of_MLNet_add_up_to_the_whole_with_their_waiting()
    {
        var pipeline = TinyReviews.Features(_ml).Append(_ml.Transforms.CopyColumns("Same", "Features"));
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Repeat(TinyReviews.Labelled, 100).SelectMany(rows => rows).ToArray());
        var model = pipeline.Fit(data).Profile();
        var bits = Lengths(model.Model.Transform(data));
        AssertTimed(() =>
        {
            var before = Of(model);
            var clock = Stopwatch.StartNew();
            Assert.Equal(bits, Lengths(model.Transform(data)));
            var whole = clock.Elapsed;
            return Math.Abs((Of(model).Time - before.Time) / whole - 1) < 0.05;
        });

        var profile = Of(model);
        // Each time is rounded to a tick.
        long rounding = profile.Stages.Count;
        Assert.InRange(profile.ThreadTime.Ticks - profile.Stages.Sum(stage => stage.OwnTime.Ticks), -rounding, rounding);
        double work = (profile.ThreadTime - profile.WaitingTime).Ticks;
        Assert.Equal(1, profile.Stages.Sum(stage => profile.ShareOf(stage) ?? 0), tolerance: 2 * rounding / work);
        Assert.True(profile.ThreadTime > profile.Time);
        var waiting = profile.Stages.Single(stage => stage.Name == "(waiting)");
        Assert.True(profile.WaitingTime == waiting.OwnTime && waiting.OwnTime > TimeSpan.Zero && waiting.OwnCpuTime == TimeSpan.Zero);
        Assert.Null(profile.ShareOf(waiting));
        Assert.True(profile.Stages.Single(stage => stage.Name == "(caller)").OwnCpuTime <= profile.Time);

        static int[] Lengths(IDataView view) => [.. view.GetColumn<VBuffer<float>>("Same").Select(features => features.GetValues().Length)];
        static ActivityProfile Of<T>(ProfiledTransformer<T> model) where T : class, ITransformer
            => model.GetProfile().Activities is [var transform] ? transform : new() { Activity = ProfiledActivity.Transform, Stages = [] };
    }

    [Fact]
    public void Predict_is_measured_apart()
    {
        var model = SlowStages.First(_ml, Long).Append(SlowStages.Second(_ml, Short)).Fit(SlowStages.Numbers(_ml, 1)).Profile();
        using var engine = _ml.Model.CreatePredictionEngine<SlowStages.Number, SlowStages.ColumnB>(model);
        for (int i = 0; i < 50; i++) Assert.Equal(2f * (i + 1), engine.Predict(new() { Value = i }).B);
        var activity = Assert.Single(model.GetProfile().Activities);
        Assert.Equal(ProfiledActivity.Predict, activity.Activity);
        Assert.Equal((50, 50),
            (activity.Stages.Single(stage => stage.Number == "1").Calls, activity.Stages.Single(stage => stage.Number == "1").Rows));
        Assert.True(activity.Time >= 50 * (Long + Short) * 0.99);
    }

    [Fact]
    public void Fitted_on_is_looked_into_and_keeps_its_first_fit()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var pipeline = Tagger(_ml);
        var profiled = pipeline.Profile();
        var model = profiled.Fit(data);
        var fit = profiled.GetProfile()[ProfiledActivity.Fit];
        Assert.Contains(fit.Stages,
            stage => stage is { Name: "SemanticConvolution", ModelBytes: > 100, LiveBytes: not null } && stage.FitTime > TimeSpan.Zero);
        var bag = fit.Stages.Single(stage => stage.Name == "NgramExtracting");
        Assert.True(bag.Width > 10 && bag.NonZeros is null or > 0);
        // The pipeline itself now has what the profiled fit has learnt from the corpus.
        Assert.Same(model.Model.First(), ((TransformerChain<MLNet.SemanticConv.OneVersusRestTransformer>)pipeline.Fit(data)).First());
    }

    [Fact]
    public void The_one_call_shows_the_steps_of_its_fit()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var profiled = _ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", data).Profile();
        profiled.Fit(data);
        profiled.Fit(data);
        var stages = profiled.GetProfile()[ProfiledActivity.Fit].Stages;
        string[] steps = ["LabelledWords", "Words", "WordVectors", "Bag", "TfIdf", "Convolution", "OneVersusRest"];
        Assert.Equal(steps, stages.Where(stage => stage.Number.StartsWith("1.0.", StringComparison.Ordinal)).Select(stage => stage.Name));
        Assert.All(steps,
            step => Assert.True(
                stages.Single(stage => stage.Name == step
                    && stage.Number.StartsWith("1.0.", StringComparison.Ordinal)).FitTime > TimeSpan.Zero));
    }

    [Fact]
    public void Fewer_rows_than_samples_still_show_the_size_of_vectors()
    {
        var profiled = _ml.Transforms.Text.TokenizeIntoWords("Words", "Text")
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Words", ngramLength: 1))
            .Profile(new() { SampleEvery = 1000 });
        Assert.Single(profiled.Fit(_ml.Texts("one two", "two three")).Transform(_ml.Texts("one two four"))
            .GetColumn<VBuffer<float>>("Bag"));
        var bag = profiled.GetProfile()[ProfiledActivity.Transform].Stages.Single(stage => stage.Name == "NgramExtracting");
        Assert.Equal((3, 2.0), (bag.Width, bag.NonZeros));
    }

    [Theory]
    [InlineData(0)]
    [InlineData((1 << 30) + 1)]
    public void Samples_that_cannot_be_are_refused(int sampleEvery)
        => Assert.Contains("SampleEvery must be from 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ProfileOptions { SampleEvery = sampleEvery }).Message);

    [Fact]
    public void A_stage_of_one_profile_only_is_compared_with_nothing()
    {
        var (text, more) = (_ml.Transforms.Text.TokenizeIntoWords("Words", "Text"),
            _ml.Transforms.Text.ProduceWordBags("Bag", "Words", ngramLength: 1));
        var shorter = Profiled(text);
        var longer = Profiled(text.Append(more));
        var added = longer.Diff(shorter).Stages.First(pair => pair is { Before: null, After: { IsStage: true, Calls: > 0 } });
        Assert.Equal((added.After!.OwnTime, added.After.AllocatedBytes, added.After.Calls),
            (added.OwnTimeChange, added.AllocatedBytesChange, added.CallsChange));
        var removed = shorter.Diff(longer).Stages.First(pair => pair is { After: null, Before: { IsStage: true, Calls: > 0 } });
        Assert.Equal((-removed.Before!.OwnTime, -removed.Before.AllocatedBytes, -removed.Before.Calls),
            (removed.OwnTimeChange, removed.AllocatedBytesChange, removed.CallsChange));

        PipelineProfile Profiled(IEstimator<ITransformer> pipeline)
        {
            var profiled = pipeline.Profile();
            var view = profiled.Fit(_ml.Texts("one two", "two three")).Transform(_ml.Texts("one two four"));
            using var cursor = view.GetRowCursor(view.Schema);
            var read = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(view.Schema["Words"]);
            VBuffer<ReadOnlyMemory<char>> words = default;
            while (cursor.MoveNext()) read(ref words);
            return profiled.GetProfile();
        }
    }

    [Fact]
    public void Two_passes_and_repeated_getters_are_recomputation()
    {
        var model = SlowStages.First(_ml, Short).Fit(SlowStages.Numbers(_ml, 1)).Profile();
        var view = model.Transform(SlowStages.Numbers(_ml, 64));
        _ = view.GetColumn<float>("A").Count();
        _ = view.GetColumn<float>("A").Count();
        var stage = model.GetProfile()[ProfiledActivity.Transform].Stages.Single(stage => stage.IsStage);
        Assert.Equal((128, 64, 2, 2.0), (stage.Calls, stage.Rows, stage.Passes, stage.Recomputation));
    }

    [Fact]
    public void A_stage_that_throws_leaves_the_profile_whole()
    {
        var failing = _ml.Transforms.CustomMapping<SlowStages.Number, SlowStages.ColumnA>(
            (row, a) => throw new InvalidDataException("row"), null);
        var model = failing.Fit(SlowStages.Numbers(_ml, 1)).Profile();
        Assert.ThrowsAny<Exception>(() => model.Transform(SlowStages.Numbers(_ml, 3)).GetColumn<float>("A").Count());
        using var engine = _ml.Model.CreatePredictionEngine<SlowStages.Number, SlowStages.ColumnA>(model);
        Assert.ThrowsAny<Exception>(() => engine.Predict(new()));
        Assert.Equal([ProfiledActivity.Transform, ProfiledActivity.Predict],
            model.GetProfile().Activities.Select(activity => activity.Activity));
    }

    [Fact]
    public void An_activity_that_did_not_happen_is_named()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => SlowStages.First(_ml, Short).Profile().GetProfile()[ProfiledActivity.Fit]);
        Assert.Contains("no Fit: nothing was run", error.Message);
    }

    // A busy machine can put its pause between two clocks, but does not do so each time; what is not measured is missing each time.
    private static void AssertTimed(Func<bool> agrees) => Assert.Contains(Enumerable.Range(0, 30), _ => agrees());

    private static EstimatorChain<OneVersusRestTransformer> Tagger(MLContext ml) => TinyReviews.Features(ml).Append(
        ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SdcaLogisticRegression(new() { NumberOfThreads = 1 })));

    private static int[][] Bits(IDataView data)
        => [.. data.GetColumn<float[]>("Scores").Select(row => row.Select(BitConverter.SingleToInt32Bits).ToArray())];

    private sealed class Review
    {
        public string Text { get; set; } = "";
    }

    private sealed class Tags
    {
        public float[] Scores { get; set; } = [];
    }
}
