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
        // What it allocates is the same on every machine, what it takes is not.
        var worst = stages.MaxBy(stage => stage.AllocatedBytes)!;
        Assert.Equal(("2", "CustomMapping<Number, Looked>"), (worst.Number, worst.Name));
        Assert.True(worst.AllocatedBytes > 0.75 * stages.Sum(stage => stage.AllocatedBytes));
        Assert.True(worst.AllocatedBytes > 50 * 20_000 * 16, "Each row of the frame that is looked at is an object with boxed values.");
        string[] table = slow.ToTable(ProfileSort.AllocatedBytes).Split('\n');
        Assert.Contains(table.Take(7), line => line.EndsWith("2 CustomMapping<Number, Looked> → Weight", StringComparison.Ordinal));

        var change = fast.Diff(slow).Stages.Where(pair => pair.Activity == ProfiledActivity.Transform && pair.After?.IsStage == true)
            .MinBy(pair => pair.AllocatedBytesChange)!;
        Assert.Equal(worst, change.Before);
        Assert.True(change.AllocatedBytesChange < -0.5 * worst.AllocatedBytes);
        Assert.Equal(change.After!.OwnTime - worst.OwnTime, change.OwnTimeChange);
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
