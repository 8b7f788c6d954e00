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
    /// <returns>How it answered.</returns>
    public static FuzzResult Run(FuzzTarget target, int firstSeed, int count)
    {
        SortedDictionary<string, int> refused = new(StringComparer.Ordinal);
        long greatest = 0;
        TimeSpan longest = TimeSpan.Zero;
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
                string type = e.GetType().Name;
                refused[type] = refused.GetValueOrDefault(type) + 1;
            }
            catch (Exception e)
            {
                harm.Add($"{target}, seed {seed}: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()}");
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            greatest = Math.Max(greatest, allocated);
            if (allocated > FuzzTarget.MaximumBytes) harm.Add($"{target}, seed {seed}: {allocated} bytes of memory");
            var took = TimeSpan.FromMicroseconds((ThreadCpuClock.Nanoseconds - start) / 1000);
            if (took > longest) longest = took;
            if (took > s_patience) harm.Add($"{target}, seed {seed}: {took}");
        }
        return new(refused, greatest, longest, harm);
    }
}
