using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>batch MODEL.zip TEXTS.txt [turns]</c>: <c>semconv predict</c> with one thread and two against the bare pipeline, that is ML.NET's
/// loader, the model and a loop that writes the labels, each in a process of its own, by turns; then with a file ten times as long, for the
/// memory. The texts have no tabs.
/// <c>batch bare MODEL.zip TEXTS.txt OUT.tsv</c> is that pipeline.
/// </summary>
internal static class BatchStudy
{
    private const int Longer = 10;

    public static void Run(ReadOnlySpan<string> args)
    {
        if (args is ["bare", ..]) Bare(args[1], args[2], args[3]);
        else Compare(args[0], args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3);
    }

    private static void Compare(string model, string texts, int turns)
    {
        string folder = Directory.CreateTempSubdirectory("semconv-batch-").FullName;
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll"), self = typeof(BatchStudy).Assembly.Location;
        string Output(string name) => Path.Combine(folder, name);
        (double Seconds, double Megabytes) Predict(string input, int threads)
            => Time(tool, "predict", "--model", model, "--input", input, "--out", Output($"{threads}.tsv"), "--threads", $"{threads}");
        try
        {
            string once = Output("once.txt"), longer = Output("longer.txt");
            File.Copy(texts, once);
            int lines = File.ReadLines(once).Count();
            using (var stream = File.Create(longer))
                for (int i = 0; i < Longer; i++) stream.Write(File.ReadAllBytes(once));

            List<(double Seconds, double Megabytes)> bare = [], one = [], two = [];
            for (int turn = 0; turn < turns; turn++)
            {
                bare.Add(Time(self, "batch", "bare", model, once, Output("bare.tsv")));
                one.Add(Predict(once, 1));
                two.Add(Predict(once, 2));
            }
            foreach (string threads in (string[])["1", "2"])
                if (!File.ReadAllBytes(Output("bare.tsv")).AsSpan().SequenceEqual(File.ReadAllBytes(Output($"{threads}.tsv"))))
                    throw new InvalidOperationException($"The bare pipeline and predict with {threads} threads do not say the same.");
            Console.WriteLine($"{lines:N0} lines, start and loading included");
            foreach (var (name, times) in ((string, List<(double Seconds, double Megabytes)>)[])[("bare", bare), ("1 thread", one),
                ("2 threads", two)])
            {
                string ratio = Spread(times.Zip(bare, (time, stock) => stock.Seconds / time.Seconds), "F2");
                Console.WriteLine(
                    $"{name}: {Spread(times.Select(time => lines / time.Seconds), "F0")} lines/s, {ratio} times as fast as bare, "
                    + $"greatest working set {times.Max(time => time.Megabytes):F0} MB");
            }
            var (seconds, megabytes) = Predict(longer, 2);
            Console.WriteLine(
                $"{Longer * lines:N0} lines, 2 threads: {Longer * lines / seconds:F0} lines/s, greatest working set {megabytes:F0} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Bare(string path, string input, string output)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(path, out _);
        TextLoader.Options lines = new() { Columns = [new("Text", DataKind.String, 0)] };   // up to the first tab
        var tagged = model.Transform(ml.Data.LoadFromTextFile(input, lines));
        VBuffer<ReadOnlyMemory<char>> names = default;
        tagged.Schema["Scores"].GetSlotNames(ref names);
        string[] labels = [.. names.DenseValues().Select(name => name.ToString())];
        using StreamWriter writer = new(output);
        foreach (var row in ml.Data.CreateEnumerable<Row>(tagged, reuseRowObject: true))
        {
            // the most probable first, as predict has them
            var given = Enumerable.Range(0, labels.Length).Where(k => row.PredictedLabels[k]).OrderByDescending(k => row.Probabilities[k]);
            writer.Write($"{row.Text}\t{string.Join(',', given.Select(k => labels[k]))}\n");
        }
    }

    private static (double Seconds, double Megabytes) Time(params string[] command)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        long bytes = 0;
        do
        {
            process.Refresh();
            if (!process.HasExited) bytes = Math.Max(bytes, process.PeakWorkingSet64);
        }
        while (!process.WaitForExit(20));
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, bytes / 1e6) : throw new InvalidOperationException(error.Result);
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} [{Text(sorted[0])}–{Text(sorted[^1])}]";
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float[] Probabilities { get; set; } = [];

        public bool[] PredictedLabels { get; set; } = [];
    }
}
