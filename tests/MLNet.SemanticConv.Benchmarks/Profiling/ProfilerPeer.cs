using System.Diagnostics;
using System.Globalization;

namespace MLNet.SemanticConv.Benchmarks.Profiling;

/// <summary>
/// What profiling a model costs: batch scoring and single rows with a saved tagger, as it is, once more as it is (how far two equal
/// programs differ), profiled, profiled while somebody listens, and wrapped for listeners that are not there. Each is a process of its own,
/// for the just-in-time compiler fits code to what runs; they take turns, in another order each round, while the others wait. What it makes
/// of the same program differs from process to process by more than the profiler costs, so there are several sets of processes, one after
/// the other, and what a run takes is compared with the mean of the two that are as they are. Makes sure that all give the same bits.
/// </summary>
internal static class ProfilerPeer
{
    private const int WarmRounds = 15;   // the just-in-time compiler has these

    /// <param name="arguments">
    /// A model of <c>semconv train</c>, a file with a text a line (what stands behind a tab is cut off), the number of rounds of a set of
    /// processes, and the number of sets.
    /// </param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var path, var file, var number, var count])
            throw new ArgumentException("profiler MODEL.zip TEXTS ROUNDS SETS");
        int rounds = int.Parse(number, CultureInfo.InvariantCulture), sets = int.Parse(count, CultureInfo.InvariantCulture);
        Arm[][] arms = [.. Enumerable.Range(0, sets).Select(set => RunSet(path, file, rounds, isLast: set == sets - 1))];

        Console.WriteLine(
            $"{File.ReadLines(file).Count()} texts, {sets} sets of processes with {rounds} rounds, "
            + $"{Environment.ProcessorCount} processors; "
            + "ratios to the mean of the first two in the same round, the median of a set: mean of the sets [95 % "
            + "interval, bootstrap] (least–most)");
        foreach (var (what, column) in new[] { ("batch", 1), ("single row", 3) })
            for (int i = 0; i < ProfilerArm.Names.Length; i++)
                Console.WriteLine(
                    $"{what,-10} {ProfilerArm.Names[i],-20} {1e3 * Median(arms.Select(set => Median(set[i].Of(column)))),8:F3} ms"
                    + $"  time {Spread(Ratios(i, column))}  processor {Spread(Ratios(i, column + 1))}");
        int profiled = Array.IndexOf(ProfilerArm.Names, ProfilerArm.Profiled);
        Console.WriteLine($"own times of the profile / time of the run: {Spread(Of(profiled, 5))}");
        Console.WriteLine($"processor time of the profile's stages / that of the process: {Spread(Of(profiled, 6))}");
        Console.WriteLine($"overhead that the profile tells of itself: {Spread(Of(profiled, 7))}");

        IEnumerable<double> Of(int arm, int column) => arms.Select(set => Median(set[arm].Of(column)));
        IEnumerable<double> Ratios(int arm, int column)
            => arms.Select(set => Median(
                set[arm].Of(column).Zip(set[0].Of(column), set[1].Of(column)).Select(run => run.First / ((run.Second + run.Third) / 2))));
    }

    private static Arm[] RunSet(string path, string file, int rounds, bool isLast)
    {
        var arms = Array.ConvertAll(ProfilerArm.Names, name => new Arm(name, path, file));
        for (int round = -WarmRounds; round < rounds; round++)
        {
            var results = new double[arms.Length][];
            for (int i = 0; i < arms.Length; i++)
            {
                int at = (round + WarmRounds) / 2 + (round % 2 == 0 ? i : arms.Length - 1 - i);
                results[at % arms.Length] = arms[at % arms.Length].Turn();
            }
            if (results.Any(result => result[0] != results[0][0]))
                throw new InvalidOperationException("The profiled model gives other bits.");
            if (round >= 0) for (int i = 0; i < arms.Length; i++) arms[i].Results.Add(results[i]);
        }
        foreach (var arm in arms) arm.End(isLast && arm.Name == ProfilerArm.Profiled ? Console.Out : TextWriter.Null);
        return arms;
    }

    private static string Spread(IEnumerable<double> values)
    {
        const int Samples = 2000;
        double[] sets = [.. values];
        var random = new Random(1);
        double[] means = [.. Enumerable.Range(0, Samples).Select(_ => random.GetItems(sets, sets.Length).Average()).Order()];
        return $"{sets.Average():F3} [{means[Samples / 40]:F3}, {means[^(Samples / 40)]:F3}] ({sets.Min():F3}–{sets.Max():F3})";
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private sealed class Arm(string name, string path, string file)
    {
        private readonly Process _process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [typeof(ProfilerPeer).Assembly.Location, "profiler-arm", path, file, name])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;

        public string Name => name;

        public List<double[]> Results { get; } = [];

        public IEnumerable<double> Of(int column) => Results.Select(result => result[column]);

        public double[] Turn()
        {
            _process.StandardInput.WriteLine();
            string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"'{name}' has ended.");
            return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        }

        public void End(TextWriter writer)
        {
            _process.StandardInput.Close();
            writer.Write(_process.StandardOutput.ReadToEnd());
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
