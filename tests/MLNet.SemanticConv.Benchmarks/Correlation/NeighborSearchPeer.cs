using System.Diagnostics;

namespace MLNet.SemanticConv.Benchmarks.Correlation;

/// <summary>
/// The all-pairs search as a process that peers/correlation.py drives between its own runs: it loads vectors, and for each line on its
/// standard input searches once and answers with wall and processor seconds and the sum of the cosines. Its first line is a core's FMA peak
/// in GFLOP/s and what runs.
/// </summary>
internal static class NeighborSearchPeer
{
    /// <param name="arguments">The vector file, the number of neighbours, and the threads.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        var vectors = WordVectors.Load(arguments[0]);
        int topN = int.Parse(arguments[1]);
        var settings = new SearchSettings { NumberOfThreads = int.Parse(arguments[2]) };
        var all = new SearchSides([.. Enumerable.Range(0, vectors.Count)], [], []);
        double registers = FmaPeak.OfRegisters(), kernel = FmaPeak.Of(settings.Kernel, vectors.Dimensions);
        string tiles = $"tiles of {TileKernel.Rows} x {settings.Kernel.Columns}";
        Console.WriteLine(FormattableString.Invariant(
            $"{registers:F1} {tiles}, {kernel:F1} GFLOP/s alone, {settings.NumberOfThreads} threads"));
        while (Console.ReadLine() is { Length: > 0 })
        {
            var (wall, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var best = NeighborSearch.Run(PreparedVectors.From(vectors, removedComponents: null), all, topN, above: 0, settings);
            double checksum = 0;
            for (int word = 0; word < vectors.Count; word++) checksum += best.Take(word).Sum(neighbor => (double)neighbor.Score);
            Console.WriteLine(FormattableString.Invariant(
                $"{wall.Elapsed.TotalSeconds} {(Environment.CpuUsage.TotalTime - processor).TotalSeconds} {checksum}"));
        }
    }
}
