using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Tests.Fuzzing;

/// <summary>Gives a reader damaged files and finds those that do harm.</summary>
internal static class Fuzzer
{
    /// <summary>How much processor time one small input may take: other work on the machine does not count.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads inputs made from seeds, each of which makes the same input again.</summary>
    /// <param name="target">What is read.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="count">How many inputs.</param>
    /// <returns>The number of inputs that were refused, the greatest allocation, and what was wrong, with the seed.</returns>
    public static (int Refused, long GreatestAllocation, List<string> Harm) Run(FuzzTarget target, int firstSeed, int count)
    {
        int refused = 0;
        long greatest = 0;
        List<string> harm = [];
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            byte[] input = target.Change(new(seed), target.Valid);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = ThreadCpuClock.Nanoseconds;
            try
            {
                target.Read(input);
            }
            catch (Exception e) when (FuzzTarget.IsDocumented(e))
            {
                refused++;
            }
            catch (Exception e)
            {
                harm.Add($"{target}, seed {seed}: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()}");
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            greatest = Math.Max(greatest, allocated);
            if (allocated > FuzzTarget.MaximumBytes) harm.Add($"{target}, seed {seed}: {allocated} bytes of memory");
            var took = TimeSpan.FromMicroseconds((ThreadCpuClock.Nanoseconds - start) / 1000);
            if (took > s_patience) harm.Add($"{target}, seed {seed}: {took}");
        }
        return (refused, greatest, harm);
    }
}
