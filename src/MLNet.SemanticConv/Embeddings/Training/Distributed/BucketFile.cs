using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>The buckets of a stretch: where each begins, then each one's runs and its pairs.</summary>
internal static class BucketFile
{
    public static void Write(Stream stream, Stretch stretch, int parts)
    {
        long[] starts = new long[parts * parts];
        long start = starts.Length * sizeof(long);
        for (int bucket = 0; bucket < starts.Length; bucket++)
        {
            starts[bucket] = start;
            var runs = stretch[bucket / parts, bucket % parts].Runs;
            start += sizeof(int) + runs.Sum(run => Marshal.SizeOf<Run>() + ((long)run.Pairs.Length * Marshal.SizeOf<RowPair>()));
        }
        stream.Write(MemoryMarshal.AsBytes(starts.AsSpan()));
        for (int bucket = 0; bucket < starts.Length; bucket++)
        {
            var runs = stretch[bucket / parts, bucket % parts].Runs;
            WriteOne(stream, runs.Count);
            foreach (var run in runs)
            {
                WriteOne(stream, new Run(run.Rate, run.Pairs.Length));
                stream.Write(MemoryMarshal.AsBytes(run.Pairs.Span));
            }
        }
    }

    /// <summary>Reads one bucket.</summary>
    public static IReadOnlyList<PairRun> Read(Stream stream, int parts, int input, int output)
    {
        stream.Position = ((input * parts) + output) * sizeof(long);
        stream.Position = ReadOne<long>(stream);
        var runs = new PairRun[ReadOne<int>(stream)];
        for (int i = 0; i < runs.Length; i++)
        {
            var (rate, count) = ReadOne<Run>(stream);
            var pairs = new RowPair[count];
            stream.ReadExactly(MemoryMarshal.AsBytes(pairs.AsSpan()));
            runs[i] = new(rate, pairs);
        }
        return runs;
    }

    private static void WriteOne<T>(Stream stream, T value) where T : unmanaged
        => stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    private static T ReadOne<T>(Stream stream) where T : unmanaged
    {
        T value = default;
        stream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    private readonly record struct Run(float Rate, int Pairs);
}
