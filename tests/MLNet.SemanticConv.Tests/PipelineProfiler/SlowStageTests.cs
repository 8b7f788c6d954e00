using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.PipelineProfiler.Tests;

/// <summary>How the method's authors found their bottleneck: a table of theirs was indexed row by row.</summary>
public class SlowStageTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_frame_indexed_row_by_row_is_named_and_the_fix_shows_in_the_diff()
    {
        var frame = SlowStages.Frame(rows: 20_000);
        var (slow, slowWeights) = Run(SlowStages.RowByRow(_ml, frame));
        var (fast, fastWeights) = Run(SlowStages.ByDictionary(_ml, frame));
        Assert.Equal(slowWeights, fastWeights);

        var stages = slow[ProfiledActivity.Transform].Stages.Where(stage => stage.IsStage).ToArray();
        var slowest = stages.MaxBy(stage => stage.OwnTime)!;
        Assert.Equal(("2", "CustomMapping<Number, Looked>"), (slowest.Number, slowest.Name));
        Assert.True(slowest.OwnTime > stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.OwnTime) * 0.75);
        Assert.True(slowest.AllocatedBytes > 50 * 20_000 * 16, "Each row of the frame that is looked at is an object with boxed values.");
        string[] table = slow.ToTable(ProfileSort.OwnTime).Split('\n');
        Assert.Contains(table.Take(7), line => line.EndsWith("2 CustomMapping<Number, Looked> → Weight", StringComparison.Ordinal));

        var change = fast.Diff(slow).Stages.Where(pair => pair.Activity == ProfiledActivity.Transform && pair.After?.IsStage == true)
            .MaxBy(pair => pair.OwnTimeChange.Duration())!;
        Assert.Equal(slowest, change.Before);
        Assert.True(change.OwnTimeChange < -0.5 * slowest.OwnTime && change.AllocatedBytesChange < 0);
    }

    private (PipelineProfile Profile, float[] Weights) Run(IEstimator<ITransformer> lookup)
    {
        var pipeline = _ml.Transforms.CopyColumns("Key", "Value").Append(lookup)
            .Append(_ml.Transforms.Concatenate("Features", "Weight", "Value"));
        var model = pipeline.Fit(SlowStages.Numbers(_ml, 1)).Profile();
        float[] weights = [.. model.Transform(SlowStages.Numbers(_ml, 50)).GetColumn<float[]>("Features").Select(row => row[0])];
        return (model.GetProfile(), weights);
    }
}
