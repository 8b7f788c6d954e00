using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Benchmarks.Profiling;

/// <summary>
/// What profiling a model costs: batch scoring and single rows with a saved tagger, as it is and profiled, in turn within one run. Makes sure that both give
/// the same bits, and prints the last profile.
/// </summary>
internal static class ProfilerPeer
{
    /// <param name="arguments">A model of <c>semconv train</c>, a file with a text a line (what stands behind a tab is cut off), and the number of rounds.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var path, var file, var number]) throw new ArgumentException("profiler MODEL.zip TEXTS ROUNDS");
        int rounds = int.Parse(number);
        var ml = new MLContext();
        var rows = File.ReadLines(file).Select(line => new Row { Text = line.Split('\t')[0] }).ToArray();
        var data = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows));
        var bare = ml.Model.Load(path, out _);
        for (int i = 0; i < 3; i++)   // the just-in-time compiler's share
        {
            Batch(bare, data, out _);
            Batch(bare.Profile(), data, out _);
        }

        Console.WriteLine("round  bare s  profiled s  ratio  whole/own sum | engine bare µs  profiled µs  ratio");
        double[] batchRatios = new double[rounds], engineRatios = new double[rounds];
        PipelineProfile? profile = null;
        for (int round = 0; round < rounds; round++)
        {
            bool bareFirst = round % 2 == 0;
            var profiled = bare.Profile();
            double bareSeconds = 0, profiledSeconds = 0;
            ulong bareHash = 0, profiledHash = 0;
            if (bareFirst) bareSeconds = Batch(bare, data, out bareHash);
            profiledSeconds = Batch(profiled, data, out profiledHash);
            if (!bareFirst) bareSeconds = Batch(bare, data, out bareHash);
            if (bareHash != profiledHash) throw new InvalidOperationException("The profiled model gives other bits.");
            profile = profiled.GetProfile();
            double bareMicros = Engine(ml, bare, rows), profiledMicros = Engine(ml, bare.Profile(), rows);
            batchRatios[round] = profiledSeconds / bareSeconds;
            engineRatios[round] = profiledMicros / bareMicros;
            Console.WriteLine($"{round,5} {bareSeconds,7:F3} {profiledSeconds,11:F3} {batchRatios[round],6:F3} {profiledSeconds / profile[ProfiledActivity.Transform].Time.TotalSeconds,14:F3} | " +
                $"{bareMicros,14:F2} {profiledMicros,12:F2} {engineRatios[round],6:F3}");
        }
        Array.Sort(batchRatios);
        Array.Sort(engineRatios);
        Console.WriteLine($"batch {batchRatios[rounds / 2]:F3} [{batchRatios[0]:F3}–{batchRatios[^1]:F3}], engine {engineRatios[rounds / 2]:F3} [{engineRatios[0]:F3}–{engineRatios[^1]:F3}]");
        Console.WriteLine(profile);
    }

    private static double Batch(ITransformer model, IDataView data, out ulong hash)
    {
        var clock = Stopwatch.StartNew();
        var scored = model.Transform(data);
        hash = 14695981039346656037;
        using (var cursor = scored.GetRowCursor([scored.Schema["Probabilities"]]))
        {
            var get = cursor.GetGetter<VBuffer<float>>(scored.Schema["Probabilities"]);
            VBuffer<float> values = default;
            while (cursor.MoveNext())
            {
                get(ref values);
                foreach (float value in values.GetValues()[..Math.Min(8, values.GetValues().Length)]) hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
            }
        }
        return clock.Elapsed.TotalSeconds;
    }

    private static double Engine(MLContext ml, ITransformer model, Row[] rows)
    {
        using var engine = ml.Model.CreatePredictionEngine<Row, Scored>(model, new PredictionEngineOptions { OwnsTransformer = false });
        engine.Predict(rows[0]);
        var clock = Stopwatch.StartNew();
        foreach (var row in rows) engine.Predict(row);
        return clock.Elapsed.TotalMicroseconds / rows.Length;
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class Scored
    {
        public float[] Probabilities { get; set; } = [];
    }
}
