using System.Diagnostics;
using System.Globalization;
using MLNet.SemanticConv.Tests.Fuzzing;

namespace MLNet.SemanticConv.Benchmarks.Fuzzing;

/// <summary>
/// <c>fuzz FOLDER [inputs] [format]</c>: that many damaged files for each format, or the one named, from the valid ones of a folder of
/// Golden/Formats.
/// </summary>
internal static class FuzzRun
{
    public static void Run(ReadOnlySpan<string> args)
    {
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
        string? only = args.Length > 2 ? args[2] : null;
        foreach (var target in FuzzTarget.All(args[0]).Where(target => only is null || target.Name == only))
        {
            var clock = Stopwatch.StartNew();
            var result = Fuzzer.Run(target, firstSeed: 1_000_000, count);
            Console.WriteLine($"{target}: {count:N0} inputs in {clock.Elapsed.TotalSeconds:F0} s, {result.Refused:N0} refused "
                + $"({string.Join(", ", result.Refusals.Select(kind => $"{kind.Key} {kind.Value:N0}"))}), "
                + $"{result.Longest.TotalSeconds:F2} s and "
                + $"{result.GreatestAllocation / 1e6:F1} MB at most, {result.Harm.Count} did harm");
            foreach (string line in result.Harm.Take(10)) Console.WriteLine("  " + line);
        }
    }
}
