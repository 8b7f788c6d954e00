// Made of 1-getting-started.ipynb: dotnet run 1-getting-started.cs
#:package Microsoft.ML@5.0.1
#:package MLNet.SemanticConv@0.1.0
#:property PublishAot=false

using MLNet.SemanticConv;
using Microsoft.ML.Data;
using Microsoft.ML;
using System.Collections;
using System.Text;

// # Getting started
//
// From text to a tagged review. The reviews are made up: a few words for each of eight topics, so that you see what happens; put your own rows in their place.

// ## Text without tags, and a few tagged rows
//
// All text teaches which words keep the same company. Only the first six words of each topic ever occur in a tagged row, four rows for each label.

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
var train = ml.Data.LoadFromEnumerable(tagged);

// ## One call
//
// `SemanticTagger` does it all: it splits the text into words, learns word vectors from all text, counts the words, weights them by TF-IDF, adds neighbours to them
// (y = x + x·C, the *semantic convolution*, as strong as cross-validation on the tagged rows finds best), and trains a linear classifier for each label. Each of these is also
// there by itself: [The method, step by step](2-the-method.ipynb) shows them.

var model = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText).Fit(train);

// ## A review whose words were never tagged
//
// No tagged row has any of the words *cable*, *fuse*, *maid*, *bartender*, *pasta* and *cheese*: they count through their neighbours.

var engine = ml.Model.CreatePredictionEngine<Review, Tags>(model);
var names = model.LastTransformer.Labels;
string Best(string text) { var p = engine.Predict(new Review { Text = text }).Probabilities; return names[Array.IndexOf(p, p.Max())]; }

Best("a cable and a fuse").Display();
Best("The maid, the bartender").Display();
Best("pasta / cheese").Display();

// ## What it has learnt
//
// The neighbours of a word, with the weights that they get, and the labels with their thresholds. A model is a list of transformers like any other of ML.NET's.

var convolution = model.OfType<SemanticConvolutionTransformer>().Single();
convolution.Matrix.Neighbors("cable").Display();

model.LastTransformer.Display();

// Next: [the method](2-the-method.ipynb), [train and compare on your data](3-train-and-compare.ipynb), [into production](5-into-production.ipynb).

public class Review { public string Text { get; set; } = ""; public string[] Labels { get; set; } = []; }

public class Tags { public float[] Probabilities { get; set; } = []; public bool[] PredictedLabels { get; set; } = []; }

// What the kernel of notebooks brings along, for a console.
static class KernelHelpers
{
    static int pictures;

    public static void Display(this object value) => Console.WriteLine(value);

    public static void DisplayAs(this string value, string mimeType)
    {
        string path = Path.Combine(Path.GetTempPath(), $"1-getting-started-{++pictures}.{mimeType.Split('/', '+')[1]}");
        File.WriteAllText(path, value);
        Console.WriteLine($"Picture: {path}");
    }
}
