using System.Diagnostics;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace MLNet.PipelineProfiler.Tests;

/// <summary>Stages whose cost is known.</summary>
internal static class SlowStages
{
    public static IDataView Numbers(MLContext ml, int count)
        => ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Number { Value = i }));

    /// <summary>A = Value + 1 after some time of busy work.</summary>
    public static IEstimator<ITransformer> First(MLContext ml, TimeSpan time)
        => ml.Transforms.CustomMapping<Number, ColumnA>((row, a) => { Work(time); a.A = row.Value + 1; }, null);

    /// <summary>B = 2·A after some time of busy work.</summary>
    public static IEstimator<ITransformer> Second(MLContext ml, TimeSpan time)
        => ml.Transforms.CustomMapping<ColumnA, ColumnB>((a, b) => { Work(time); b.B = 2 * a.A; }, null);

    /// <summary>The weight of a word, found by going through the rows of a frame one by one.</summary>
    public static IEstimator<ITransformer> RowByRow(MLContext ml, DataFrame frame)
        => ml.Transforms.CustomMapping<Number, Looked>((row, looked) =>
        {
            for (long i = 0; i < frame.Rows.Count; i++)
                if ((float)frame.Rows[i][0] == row.Value) looked.Weight = (float)frame.Rows[i][1];
        }, null);

    /// <summary>The same with the frame read once.</summary>
    public static IEstimator<ITransformer> ByDictionary(MLContext ml, DataFrame frame)
    {
        var weights = frame.Rows.ToDictionary(row => (float)row[0], row => (float)row[1]);
        return ml.Transforms.CustomMapping<Number, Looked>((row, looked) => looked.Weight = weights.GetValueOrDefault(row.Value), null);
    }

    public static DataFrame Frame(int rows) => new(
        new SingleDataFrameColumn("Key", Enumerable.Range(0, rows).Select(i => (float)i)),
        new SingleDataFrameColumn("Weight", Enumerable.Range(0, rows).Select(i => i * 0.5f)));

    private static void Work(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) Thread.SpinWait(20);
    }

    public sealed class Number
    {
        public float Value { get; set; }
    }

    public sealed class ColumnA
    {
        public float A { get; set; }
    }

    public sealed class ColumnB
    {
        public float B { get; set; }
    }

    public sealed class Looked
    {
        public float Weight { get; set; }
    }
}
