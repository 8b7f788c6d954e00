using MLNet.PipelineProfiler;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli.Tests;

public class ProfileTableTests
{
    [Theory]
    [InlineData(200, "p95 µs", "█")]
    [InlineData(80, "tottime", "100.0 %")]
    public void It_fits_the_window(int width, params string[] shown)
    {
        string table = Render(width);
        Assert.All(shown, text => Assert.Contains(text, table));
        Assert.Equal(width > 100, table.Contains("p95") && table.Contains('█'));
        Assert.All(table.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        // no name, number or unit is cut within
        Assert.All(["OneVersusRest", "PredictedLabels", "1,000,000", "12.3 MB"], word => Assert.Contains(word, table));
    }

    private static string Render(int width)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        StageProfile stage = new()
        {
            Number = "2.1.1",
            Name = "OneVersusRest",
            Columns = ["Scores", "Probabilities", "PredictedLabels"],
            OwnTime = TimeSpan.FromSeconds(2),
            CumulativeTime = TimeSpan.FromSeconds(2),
            Calls = 1_000_000,
            AllocatedBytes = 12_300_000,
        };
        ActivityProfile activity = new()
        {
            Activity = ProfiledActivity.Transform,
            Time = TimeSpan.FromSeconds(2),
            ThreadTime = TimeSpan.FromSeconds(2),
            Stages = [stage],
        };
        console.Write(ProfileTable.Of(activity, ProfileSort.OwnTime, width));
        return text.ToString();
    }
}
