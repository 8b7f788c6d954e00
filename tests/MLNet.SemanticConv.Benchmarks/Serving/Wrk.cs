using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>The load generator wrk.</summary>
internal sealed partial class Wrk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-wrk-").FullName;
    private readonly Uri _url;

    /// <param name="url">What to ask.</param>
    /// <param name="bodies">Bodies of JSON, a line each, posted in turn.</param>
    public Wrk(Uri url, IEnumerable<string> bodies)
    {
        _url = url;
        File.WriteAllLines(Path.Combine(_folder, "bodies"), bodies);
        File.WriteAllText(Script, $$"""
            local requests, at = {}, 0
            init = function()
              for line in io.lines("{{Path.Combine(_folder, "bodies")}}") do
                requests[#requests + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, line)
              end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            """);
    }

    /// <summary>The program, or null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "wrk")).FirstOrDefault(File.Exists);

    private string Script => Path.Combine(_folder, "post.lua");

    public Load Run(int connections, int seconds)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!,
            ["-t", $"{Math.Min(connections, 2)}", "-c", $"{connections}", "-d", $"{seconds}", "--latency", "-s", Script, _url.ToString()])
        { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || output.Contains("Non-2xx") || output.Contains("Socket errors"))
            throw new InvalidOperationException(output);
        double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        double Latency(string percent)
        {
            var match = Latencies().Matches(output).Single(match => match.Groups[1].Value == percent);
            return Number(match.Groups[2].Value) * match.Groups[3].Value switch { "us" => 1e-3, "ms" => 1, _ => 1e3 };
        }
        return new(Number(PerSecond().Match(output).Groups[1].Value), Latency("50"), Latency("99"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"^\s+(\d+)%\s+([\d.]+)(us|ms|s)", RegexOptions.Multiline)]
    private static partial Regex Latencies();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
