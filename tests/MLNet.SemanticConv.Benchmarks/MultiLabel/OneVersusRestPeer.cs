using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Benchmarks.MultiLabel;

/// <summary>Trains all labels of features that peers/multilabel.py has written, and says how long it took and how well the test rows are
/// tagged.</summary>
internal static class OneVersusRestPeer
{
    /// <param name="arguments">The train file, the test file (labels, a tab, index:value pairs), the number of features, "svm" or
    /// "logistic", C, the tolerance.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var ml = new MLContext(seed: 1);
        int features = int.Parse(arguments[2]);
        IDataView train = Read(ml, arguments[0], features), test = Read(ml, arguments[1], features);
        var options = new SparseLinearOptions
        {
            Cost = double.Parse(arguments[4], CultureInfo.InvariantCulture),
            Tolerance = double.Parse(arguments[5], CultureInfo.InvariantCulture),
        };
        var (binary, trainers) = (ml.BinaryClassification.Trainers, ml.MultiLabelClassification.Trainers);
        var untuned = new OneVersusRestOptions { Thresholds = LabelThresholds.Fixed() };
        var estimator = arguments[3] == "svm"
            ? trainers.OneVersusRest(binary.SparseLinearSvm(options: options), options: untuned)
            : trainers.OneVersusRest(binary.SparseLogisticRegression(options: options), options: untuned);
        // Once for the just-in-time compiler, on a tenth; then the run that counts.
        estimator.Fit(ml.Data.TakeRows(train, 500));
        var clock = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var model = estimator.Fit(train);
        double processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, seconds = clock.Elapsed.TotalSeconds;
        var metrics = ml.MultiLabelClassification.Evaluate(model.Transform(test));
        long megabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{seconds} {processor} {metrics.MicroF1} {metrics.MacroF1} {metrics.MacroAveragePrecision} {megabytes}"));
    }

    private static IDataView Read(MLContext ml, string path, int features)
    {
        var rows = File.ReadLines(path).Select(line =>
        {
            string[] parts = line.Split('\t');
            string[] pairs = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int[] indices = Array.ConvertAll(pairs, pair => int.Parse(pair.AsSpan(0, pair.IndexOf(':'))));
            float[] values = Array.ConvertAll(pairs, pair => float.Parse(pair.AsSpan(pair.IndexOf(':') + 1), CultureInfo.InvariantCulture));
            return new Row
            {
                Labels = parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries),
                Features = new(features, indices.Length, values, indices)
            };
        }).ToArray();
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }

    private sealed class Row
    {
        public string[] Labels { get; set; } = [];
        public VBuffer<float> Features { get; set; }
    }
}
