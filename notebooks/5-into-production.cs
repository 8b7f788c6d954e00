// Made of 5-into-production.ipynb: dotnet run 5-into-production.cs
#:package Microsoft.ML@5.0.1
#:package MLNet.SemanticConv@0.1.0
#:property PublishAot=false

using MLNet.SemanticConv;
using Microsoft.ML.Data;
using Microsoft.ML;
using System.Collections;
using System.IO;
using System.Text;

// # Into production
//
// A model is trained once and used elsewhere: save it, load it with stock ML.NET, tag from many threads, see why a text got its label, and serve it.
// The reviews are made up, as in [Getting started](1-getting-started.ipynb).

// ## A model

var topics = new Dictionary<string, string>
{
    ["POWER"] = "plug charger adapter battery cord socket cable fuse",
    ["STAFF"] = "waiter receptionist manager porter hostess clerk maid bartender",
    ["FOOD"] = "breakfast dinner soup dessert salad bread pasta cheese",
    ["ROOM"] = "bed pillow carpet curtain wardrobe mattress blanket lamp",
    ["BATH"] = "shower towel soap toilet sink bathtub shampoo mirror",
    ["SCREEN"] = "display pixels brightness contrast touchscreen resolution backlight glare",
    ["SOUND"] = "speaker volume bass treble microphone headphones echo hiss",
    ["TRAVEL"] = "bus taxi train airport station parking shuttle highway",
};
var random = new Random(1);
string Sentence(params string[] words) => "The " + string.Join(" and the ", random.GetItems(words, 3)) + " again.";

var untagged = Enumerable.Range(0, 4_000).Select(i => topics.ElementAt(i % 8)).Select(topic => new Review { Text = Sentence(topic.Value.Split()) }).ToList();
var tagged = Enumerable.Range(0, 32).Select(i => topics.ElementAt(i % 8)).Select(topic => new Review { Text = Sentence(topic.Value.Split()[..6]), Labels = [topic.Key] }).ToList();

var ml = new MLContext(seed: 1);
var allText = ml.Data.LoadFromEnumerable(untagged.Concat(tagged));
var model = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText).Fit(ml.Data.LoadFromEnumerable(tagged));

// ## Save
//
// The schema that is saved with the model says what it needs: a text, and no labels.

string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");
ml.Model.Save(model, ml.Data.LoadFromEnumerable(new List<Input>()).Schema, path);

// ## Load
//
// Stock code, as for any ML.NET model. The scores are the same, bit for bit.

var service = new MLContext();
var loaded = service.Model.Load(path, out _);
var before = ml.Model.CreatePredictionEngine<Input, Tags>(model).Predict(new Input { Text = "a cable and a fuse" });
var after = service.Model.CreatePredictionEngine<Input, Tags>(loaded).Predict(new Input { Text = "a cable and a fuse" });
(before.Scores.SequenceEqual(after.Scores) ? "the same" : "different").Display();

// ## Tag from many threads
//
// A prediction engine belongs to one thread. `TextTagger` may be shared; its `Load` also checks the file.

var tagger = TextTagger.Load(path);
string[] texts = ["a cable and a fuse", "The maid, the bartender", "pasta / cheese"];
string[] tags = texts.AsParallel().AsOrdered().Select(text => tagger.Tag(text).Best[0].Label).ToArray();
string.Join(", ", tags).Display();

tagger.Tag(texts[0]).Display();

// ## Say why
//
// No tagged row has *cable*: it counts because of its neighbours. Bias and words sum to the score.

var explanation = loaded.Explain(service, "a cable and a fuse", labels: ["POWER"]);
var power = explanation.Labels[0];
if (Math.Abs(power.Bias!.Value + power.Words.Sum(word => word.Score) - power.Score) > 1e-5) throw new Exception("The parts do not sum to the score.");
explanation.Display();

// ## Serve
//
// `TextTagger` is all that a service of your own needs. Over HTTP, with the package `MLNet.SemanticConv.Serving`, this is a whole program of ASP.NET Core. It loads the model
// again when the file changes, and goes on with the old one if the new file is damaged:
//
// ```csharp
// var builder = WebApplication.CreateBuilder(args);
// builder.Services.AddSemanticTagger("reviews.zip");
// var app = builder.Build();
// app.MapTagging("/tag");
// app.Run();
// ```
//
// Without a program, `semconv serve --model reviews.zip --urls http://localhost:5000` does the same:
//
// ```sh
// curl -H "Content-Type: application/json" -d '{"text":"a cable and a fuse"}' http://localhost:5000/tag
// ```

File.Delete(path);

public class Review { public string Text { get; set; } = ""; public string[] Labels { get; set; } = []; }

public class Input { public string Text { get; set; } = ""; }

public class Tags { public float[] Scores { get; set; } = []; public bool[] PredictedLabels { get; set; } = []; }

// What the kernel of notebooks brings along, for a console.
static class KernelHelpers
{
    static int pictures;

    public static void Display(this object value) => Console.WriteLine(value);

    public static void DisplayAs(this string value, string mimeType)
    {
        string path = Path.Combine(Path.GetTempPath(), $"5-into-production-{++pictures}.{mimeType.Split('/', '+')[1]}");
        File.WriteAllText(path, value);
        Console.WriteLine($"Picture: {path}");
    }
}
