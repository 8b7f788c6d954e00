// Made of 4-find-the-bottleneck.ipynb: dotnet run 4-find-the-bottleneck.cs
#:package Microsoft.ML@5.0.1
#:package Microsoft.Data.Analysis@0.23.1
#:package MLNet.PipelineProfiler@0.1.0
#:property PublishAot=false

using MLNet.PipelineProfiler;
using Microsoft.Data.Analysis;
using Microsoft.ML.Data;
using Microsoft.ML;
using System.Collections;
using System.IO;
using System.Text;

// # Find the bottleneck
//
// A pipeline is slow, and a profiler of code says that `MoveNext` is to blame: ML.NET computes each row when it is asked for, so all of the time is attributed to the code that reads.
// `Profile()` measures stage by stage instead. Here one stage looks up a weight in a large `DataFrame`, row by row; see how it is found, and what the fix brings.

// ## A slow stage
//
// Reviews come from two thousand sources, and a table says how far each is to be trusted. `lookUp` goes through the table for each review.

var random = new Random(1);
string[] words = ["room", "staff", "breakfast", "clean", "noisy", "friendly", "soup", "battery", "screen", "price"];
string[] sources = Enumerable.Range(0, 2000).Select(i => $"source{i}").ToArray();
var reviews = Enumerable.Range(0, 300).Select(_ => new Review
{
    Text = string.Join(' ', Enumerable.Range(0, 12).Select(_ => words[random.Next(words.Length)])),
    Source = sources[random.Next(sources.Length)],
}).ToArray();
var trust = new DataFrame(
    new StringDataFrameColumn("Source", sources),
    new SingleDataFrameColumn("Trust", sources.Select(_ => random.NextSingle())));

var ml = new MLContext(seed: 1);
var data = ml.Data.LoadFromEnumerable(reviews);

Action<Review, Weight> lookUp = (review, weight) =>
{
    for (long i = 0; i < trust.Rows.Count; i++)
        if ((string)trust.Rows[i][0] == review.Source) weight.Trust = (float)trust.Rows[i][1];
};

// ## Profile it
//
// `Profile()` at the end of a pipeline gives a pipeline to use in its place. Fit it, use the model, and ask for the profile.

var profiled = ml.Transforms.Text.NormalizeText("Normal", "Text")
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Normal", ngramLength: 1))
    .Append(ml.Transforms.CustomMapping(lookUp, null))
    .Append(ml.Transforms.Concatenate("Features", "Bag", "Trust"))
    .Profile();
var model = profiled.Fit(data);
float[][] before = model.Transform(data).GetColumn<float[]>("Features").ToArray();
var slow = profiled.GetProfile();
slow.Display();

// The first stage in the table for Transform is the slow one. Its own time is *own*, *cumulative* adds that of the stages that it asked for values. What is in brackets is not a stage:
// *(input)* is the data that goes in, *(caller)* the code that reads the rows, *(threads)* the handing over of rows between threads, *(waiting)* the time in which these have nothing to do,
// *(profiler)* the profiler itself; in Fit it collects the garbage around each stage, to see what stays in memory.

var slowest = slow[ProfiledActivity.Transform].Stages.Where(stage => stage.IsStage).MaxBy(stage => stage.OwnTime)!;
slowest.Name.Display();

// `Save` writes a page with a chart to click, and files for [speedscope](https://www.speedscope.app) and KCachegrind. `ToLines` is line_profiler's view: what each line of
// the pipeline takes, with the numbers of the lines where the source is a file.

slow.Save(Path.Combine(Path.GetTempPath(), "slow.html"));
slow.Save(Path.Combine(Path.GetTempPath(), "slow.speedscope.json"));
slow.ToLines().Display();

// ## The fix
//
// Each access to `trust.Rows[i]` makes an object with a boxed value for each column. Read the table once, into a dictionary.

var bySource = Enumerable.Range(0, sources.Length).ToDictionary(i => (string)trust["Source"][i], i => (float)trust["Trust"][i]);
Action<Review, Weight> lookUpFast = (review, weight) => weight.Trust = bySource[review.Source];
var faster = ml.Transforms.Text.NormalizeText("Normal", "Text")
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Normal", ngramLength: 1))
    .Append(ml.Transforms.CustomMapping(lookUpFast, null))
    .Append(ml.Transforms.Concatenate("Features", "Bag", "Trust"))
    .Profile();
float[][] after = faster.Fit(data).Transform(data).GetColumn<float[]>("Features").ToArray();
if (!before.Zip(after).All(pair => pair.First.SequenceEqual(pair.Second))) throw new Exception("The rows have changed.");
var fast = faster.GetProfile();
var difference = fast.Diff(slow);
difference.Display();

// The other stages are faster too, and Fit is: the first pipeline of a program waits for the just-in-time compiler, the second one has the code. What is left of the slow stage's own time:

var change = difference.Stages.Single(pair => pair.Activity == ProfiledActivity.Transform && pair.Before?.Name == slowest.Name);
double left = change.After!.OwnTime / change.Before!.OwnTime;
if (left > 0.5) throw new Exception($"The stage still takes {left:P0} of its time.");
$"{left:P1}".Display();

public class Review { public string Text { get; set; } = ""; public string Source { get; set; } = ""; }

public class Weight { public float Trust { get; set; } }

// What the kernel of notebooks brings along, for a console.
static class KernelHelpers
{
    static int pictures;

    public static void Display(this object value) => Console.WriteLine(value);

    public static void DisplayAs(this string value, string mimeType)
    {
        string path = Path.Combine(Path.GetTempPath(), $"4-find-the-bottleneck-{++pictures}.{mimeType.Split('/', '+')[1]}");
        File.WriteAllText(path, value);
        Console.WriteLine($"Picture: {path}");
    }
}
