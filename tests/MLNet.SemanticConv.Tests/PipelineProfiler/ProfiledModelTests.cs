using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler.Tests;

/// <summary>A profiled pipeline is used where the pipeline itself was.</summary>
public class ProfiledModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_profiled_model_is_saved_as_the_model_itself()
    {
        var data = SlowStages.Numbers(_ml, 5);
        var model = Chain().Fit(data);
        Assert.Equal(Bytes(model), Bytes(model.Profile()));

        byte[] Bytes(ITransformer transformer)
        {
            using var stream = new MemoryStream();
            _ml.Model.Save(transformer, data.Schema, stream);
            stream.Position = 0;
            // A zip has the time in it; what is in its parts has not.
            using var archive = new System.IO.Compression.ZipArchive(stream);
            using var all = new MemoryStream();
            foreach (var entry in archive.Entries.Where(entry => !entry.FullName.Contains("TrainingInfo"))
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                using var part = entry.Open();
                part.CopyTo(all);
            }
            return all.ToArray();
        }
    }

    [Fact]
    public void A_profiled_estimator_promises_the_same_columns()
    {
        var profiled = Chain().Profile();
        // A chain asks its parts what they promise before it fits them.
        var outer = _ml.Transforms.CopyColumns("Again", "Value").Append(profiled).Append(_ml.Transforms.CopyColumns("Last", "Sum"));
        Assert.NotNull(outer.Fit(SlowStages.Numbers(_ml, 3)).GetOutputSchema(SlowStages.Numbers(_ml, 3).Schema).GetColumnOrNull("Last"));
    }

    [Fact]
    public void A_row_alone_keeps_its_id_and_batch()
    {
        var data = SlowStages.Numbers(_ml, 3);
        var model = Chain().Fit(data).Profile();
        var mapper = ((ITransformer)model).GetRowToRowMapper(data.Schema);
        Assert.Equal(data.Schema, mapper.InputSchema);
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        DataViewRowId expected = default, id = default;
        cursor.GetIdGetter()(ref expected);
        float sum = 0;
        using (var row = mapper.GetRow(cursor, mapper.OutputSchema))
        {
            row.GetIdGetter()(ref id);
            Assert.Equal((cursor.Position, cursor.Batch, expected), (row.Position, row.Batch, id));
            row.GetGetter<float>(mapper.OutputSchema["Sum"])(ref sum);
        }
        Assert.Equal(1, sum);
    }

    [Fact]
    public void What_ended_threads_did_is_kept()
    {
        var model = Chain().Fit(SlowStages.Numbers(_ml, 1)).Profile();
        var view = model.Transform(SlowStages.Numbers(_ml, 10));
        for (int i = 0; i < 150; i++)
        {
            var thread = new Thread(() => _ = view.GetColumn<float>("Sum").Count());
            thread.Start();
            thread.Join();
        }
        var stages = model.GetProfile()[ProfiledActivity.Transform].Stages;
        Assert.Equal(1500, stages.Single(stage => stage.Columns.SequenceEqual(["Sum"])).Calls);
    }

    [Fact]
    public void Stages_come_in_the_order_asked_for()
    {
        var model = Chain().Append(_ml.Transforms.CopyColumns("Third", "Sum")).Fit(SlowStages.Numbers(_ml, 1)).Profile();
        _ = model.Transform(SlowStages.Numbers(_ml, 50)).GetColumn<float>("Third").Count();
        var activity = model.GetProfile()[ProfiledActivity.Transform];
        Assert.Equal(activity.Stages, activity.SortedStages(ProfileSort.Stage));
        AssertFalling(ProfileSort.OwnTime, stage => stage.OwnTime.Ticks);
        AssertFalling(ProfileSort.CumulativeTime, stage => stage.CumulativeTime.Ticks);
        AssertFalling(ProfileSort.Calls, stage => stage.Calls);
        AssertFalling(ProfileSort.PerCall, stage => stage.MicrosecondsPerCall);
        AssertFalling(ProfileSort.AllocatedBytes, stage => stage.AllocatedBytes);

        void AssertFalling(ProfileSort sort, Func<StageProfile, double> key)
        {
            var sorted = activity.SortedStages(sort).ToArray();
            Assert.Equal(activity.Stages.Count, sorted.Length);
            Assert.Equal(sorted.Select(key).OrderDescending(), sorted.Select(key));
        }
    }

    private IEstimator<ITransformer> Chain() => _ml.Transforms.CopyColumns("Copy", "Value")
        .Append(_ml.Transforms.Expression("Sum", "(x) => x", "Copy"));
}
