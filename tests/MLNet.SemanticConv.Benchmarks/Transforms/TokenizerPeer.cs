using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using MLNet.PipelineProfiler;

namespace MLNet.SemanticConv.Benchmarks.Transforms;

/// <summary>
/// <c>TokenizeIntoNormalizedWords</c> beside the stock transforms that come nearest to it, <c>NormalizeText</c> and
/// <c>TokenizeIntoWords</c> at spaces and then at the marks of ASCII and Latin-1, in turn within one run.
/// </summary>
internal static class TokenizerPeer
{
    private const int WarmUp = 10;

    /// <param name="arguments">A text file, and the number of rounds; 20 where there is none.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 20;
        var ml = new MLContext(seed: 1);
        Text[] rows = [.. File.ReadLines(arguments[0]).Select(line => new Text { Value = line.Split('\t')[0] })];
        var data = ml.Data.LoadFromEnumerable(rows);
        var text = ml.Transforms.Text;
        char[] marks = [.. Enumerable.Range(0, 0xC0).Select(code => (char)code).Where(c => !char.IsLetterOrDigit(c) && c != '_')];
        var stock = text.NormalizeText("Tokens", nameof(Text.Value), TextNormalizingEstimator.CaseMode.Lower, keepDiacritics: true)
            .Append(text.TokenizeIntoWords("Tokens", "Tokens", [' '])).Append(text.TokenizeIntoWords("Tokens", "Tokens", marks)).Fit(data)
            .Transform(data);
        var ours = text.TokenizeIntoNormalizedWords("Tokens", nameof(Text.Value)).Fit(data).Transform(data);

        double[] seconds = new double[rounds], ratios = new double[rounds];
        (long Stock, long Ours) bytes = default;
        for (int round = -WarmUp; round < rounds; round++)
        {
            (double stockSeconds, bytes.Stock) = Read(stock);
            (double ourSeconds, bytes.Ours) = Read(ours);
            if (round >= 0) (seconds[round], ratios[round]) = (ourSeconds, stockSeconds / ourSeconds);
        }
        Array.Sort(ratios);
        double micros = seconds.Order().ElementAt(rounds / 2) / rows.Length * 1e6;
        Console.WriteLine(FormattableString.Invariant($"{rows.Length} rows, ours {micros:F2} us a row, stock {ratios[rounds / 2]:F2} ")
            + FormattableString.Invariant($"[{ratios[rounds / 10]:F2}-{ratios[^(1 + rounds / 10)]:F2}] times that; ")
            + FormattableString.Invariant($"{bytes.Ours / rows.Length} and {bytes.Stock / rows.Length} bytes a row"));
    }

    private static (double Seconds, long Bytes) Read(IDataView data)
    {
        var column = data.Schema["Tokens"];
        long before = GC.GetAllocatedBytesForCurrentThread(), started = ThreadCpuClock.Nanoseconds;
        using var cursor = data.GetRowCursorSet([column], 1)[0];
        var read = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> words = default;
        while (cursor.MoveNext()) read(ref words);
        return ((ThreadCpuClock.Nanoseconds - started) / 1e9, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Text
    {
        public string Value { get; set; } = "";
    }
}
