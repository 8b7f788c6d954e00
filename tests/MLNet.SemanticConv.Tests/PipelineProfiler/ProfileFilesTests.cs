using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Cli.Tests;
using MLNet.SemanticConv.Tests;

namespace MLNet.PipelineProfiler.Tests;

public sealed class ProfileFilesTests : IDisposable
{
    private static readonly PipelineProfile Profile = Record();

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Json_gives_the_profile_back()
    {
        var read = PipelineProfile.FromJson(Profile.ToJson());
        Assert.Equal(Profile.ToTable(), read.ToTable());
        Assert.Equal(Profile.ToHtml(), read.ToHtml());
        Assert.Equal(Profile.ToJson(), read.ToJson());
    }

    [Fact]
    public void Files_are_the_same_in_every_culture()
    {
        string All() => string.Join('\n', Profile.ToTable(), Profile.ToLines(), Profile.ToMemoryLines(), Profile.ToMarkdown(),
            Profile.ToHtml(), Profile.ToJson(),
            Profile.Diff(Profile).ToTable());
        Assert.Equal(All(), OtherCulture.Run(All));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"activities":3}""")]
    [InlineData("""{"activities":null,"advice":[]}""")]
    public void Other_json_is_refused(string json) => Assert.Throws<FormatException>(() => PipelineProfile.FromJson(json));

    [Fact]
    public void Html_is_one_file_that_loads_nothing()
    {
        string html = Profile.ToHtml();
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("src=", html);
        Assert.DoesNotContain("{{", html);
        Assert.Contains("CustomMapping&lt;Number, ColumnA&gt;", html);
        Assert.Contains(Profile.ToHtmlFragment(), html);
    }

    [Fact]
    public void The_fragment_keeps_to_itself()
    {
        string fragment = Profile.ToHtmlFragment();
        Assert.StartsWith("<div class=\"pipeline-profile\">", fragment);
        Assert.DoesNotContain("<script", fragment);
        Assert.DoesNotContain(" id=", fragment);
        string style = fragment[(fragment.IndexOf("<style>", StringComparison.Ordinal) + 7)..fragment.IndexOf(
            "</style>", StringComparison.Ordinal)];
        var selectors = style.Split('}').SelectMany(rule => rule.Split('{')[0].Split(',')).Select(selector => selector.Trim())
            .Where(s => s.Length > 0);
        Assert.All(selectors, selector => Assert.StartsWith(".pipeline-profile", selector));
        // It is well-formed: read as XML, it gives the tables and the boxes back.
        var root = System.Xml.Linq.XElement.Parse(fragment);
        var boxes = root.Descendants("div").Where(div => (string?)div.Attribute("class") == "frame").ToArray();
        Assert.Contains(boxes, box => box.Value == "1 CustomMapping<Number, ColumnA> [A]");
        Assert.All(boxes, box => Assert.InRange((double)box.Attribute("data-left")! + (double)box.Attribute("data-width")!, 0, 100.001));
        Assert.Equal(Profile[ProfiledActivity.Transform].Stages.Count, root.Descendants("tbody").Single().Elements("tr").Count());
    }

    // Facts of https://www.speedscope.app/file-format-schema.json: what is required of a file, of its frames, and of an evented profile.
    [Fact]
    public void Speedscope_keeps_its_schema()
    {
        Profile.Save(_folder["p.speedscope.json"]);
        using var file = JsonDocument.Parse(File.ReadAllText(_folder["p.speedscope.json"]));
        Assert.Equal("https://www.speedscope.app/file-format-schema.json", file.RootElement.GetProperty("$schema").GetString());
        var frames = file.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().ToArray();
        Assert.All(frames, frame => Assert.NotEmpty(frame.GetProperty("name").GetString()!));
        string[] units = ["bytes", "microseconds", "milliseconds", "nanoseconds", "none", "seconds"];
        var profiles = file.RootElement.GetProperty("profiles").EnumerateArray().ToArray();
        Assert.Equal(["Transform: time", "Transform: allocated bytes"],
            profiles.Select(profile => profile.GetProperty("name").GetString()));
        foreach (var profile in profiles)
        {
            Assert.Equal("evented", profile.GetProperty("type").GetString());
            Assert.Contains(profile.GetProperty("unit").GetString(), units);
            long at = profile.GetProperty("startValue").GetInt64();
            var open = new Stack<int>();
            foreach (var e in profile.GetProperty("events").EnumerateArray())
            {
                Assert.True(e.GetProperty("at").GetInt64() >= at, "events are in order");
                at = e.GetProperty("at").GetInt64();
                int frame = e.GetProperty("frame").GetInt32();
                Assert.InRange(frame, 0, frames.Length - 1);
                if (e.GetProperty("type").GetString() == "O") open.Push(frame);
                else Assert.Equal(open.Pop(), frame);
            }
            Assert.Empty(open);
            Assert.Equal(at, profile.GetProperty("endValue").GetInt64());
        }
        double seconds = profiles[0].GetProperty("endValue").GetInt64() * 1e-9;
        Assert.Equal(Profile[ProfiledActivity.Transform].ThreadTime.TotalSeconds, seconds, tolerance: 1e-5);
    }

    [Fact]
    public void Callgrind_is_read_by_its_own_tool_with_the_same_totals()
    {
        string path = _folder["callgrind.out.1"];
        Profile.Save(path);
        string summary = File.ReadLines(path).Single(line => line.StartsWith("summary: ", StringComparison.Ordinal));
        double[] totals = [.. summary["summary: ".Length..].Split(' ').Select(double.Parse)];
        Assert.Equal(Profile[ProfiledActivity.Transform].ThreadTime.TotalSeconds, totals[0] * 1e-9, tolerance: 1e-5);
        if (Annotate("--inclusive=yes", path) is not { } inclusive) return;   // Debian's valgrind is not installed

        string exclusive = Annotate("--inclusive=no", path)!;
        Assert.Equal([totals[0]], Costs(exclusive, "PROGRAM TOTALS"));
        foreach (var stage in Profile[ProfiledActivity.Transform].Stages.Where(stage => stage.IsStage))
        {
            // The tool's file is the stage: its functions are the getter, and what is done once.
            string file = $" {stage.Number} {stage.Name}:", getter = $"{file}{stage.Number} {stage.Name} [{stage.Columns[0]}]";
            Assert.Equal(stage.OwnTime.TotalSeconds, Costs(exclusive, file).Sum() * 1e-9, tolerance: 1e-6);
            Assert.InRange(Costs(inclusive, getter).Single() - Costs(exclusive, getter).Single(), 0, totals[0]);
        }
        // The second stage asks the first one for each value.
        var (first, second) = (Profile[ProfiledActivity.Transform].Stages[0], Profile[ProfiledActivity.Transform].Stages[1]);
        Assert.True(Costs(inclusive, $":2 {second.Name} [B]").Single() >= Costs(exclusive, $":1 {first.Name} [A]").Single()
            + Costs(exclusive, $":2 {second.Name} [B]").Single());
    }

    [Fact]
    public void An_unknown_ending_is_an_error_that_names_those_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Profile.Save(_folder["profile.xyz"]));
        Assert.Contains(".speedscope.json", error.Message);
        Assert.Empty(Directory.GetFiles(_folder["."]));
    }

    [Theory]
    [InlineData("p.html", "<!DOCTYPE html>")]
    [InlineData("p.md", "**Transform: ")]
    [InlineData("p.txt", "Transform: ")]
    [InlineData("p.json", "{")]
    public void The_name_chooses_the_format(string name, string start)
    {
        Profile.Save(_folder[name]);
        Assert.StartsWith(start, File.ReadAllText(_folder[name]));
    }

    public void Dispose() => _folder.Dispose();

    private static PipelineProfile Record()
    {
        var ml = new MLContext(seed: 1);
        var model = SlowStages.First(ml, TimeSpan.FromMicroseconds(200)).Append(SlowStages.Second(ml, TimeSpan.FromMicroseconds(100)))
            .Fit(SlowStages.Numbers(ml, 1)).Profile();
        _ = model.Transform(SlowStages.Numbers(ml, 300)).GetColumn<float>("B").Count();
        return model.GetProfile();
    }

    private static string? Annotate(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("callgrind_annotate", ["--threshold=100", "--show-percs=no", .. arguments])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            (int exitCode, string text, string error) = Shell.Finish(process);
            Assert.True(exitCode == 0, error);
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // A line is "1,234 567 file:function" with the events in order.
    private static double[] Costs(string annotated, string name)
        => [.. annotated.Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal))
            .Select(line => double.Parse(line.Trim().Split(' ')[0], System.Globalization.NumberStyles.AllowThousands))];
}
