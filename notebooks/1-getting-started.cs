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
// From text to a tagged review. The reviews are made up: a few words for each of three topics, so that you see what happens; put your own rows in their place.

// ## Text without tags, and a few tagged rows
//
// All text teaches which words keep the same company. Only the first two words of each topic ever stand in a tagged row.

var topics = new Dictionary<string, string[]>
{
    ["power"] = ["plug", "charger", "adapter", "cord", "battery", "socket"],
    ["staff"] = ["waiter", "reception", "service", "manager", "porter", "hostess"],
    ["food"] = ["breakfast", "dinner", "soup", "dessert", "menu", "salad"],
};
var random = new Random(1);
string Sentence(string[] words) => "The " + string.Join(" and the ", Enumerable.Range(0, 4).Select(_ => words[random.Next(words.Length)])) + " again.";

var untagged = Enumerable.Range(0, 600).Select(i => new Review { Text = Sentence(topics.Values.ElementAt(i % 3)) }).ToList();
var tagged = Enumerable.Range(0, 30).Select(i => topics.ElementAt(i % 3)).Select(topic => new Review { Text = Sentence(topic.Value[..2]), Labels = [topic.Key] }).ToList();

var ml = new MLContext(seed: 1);
var allText = ml.Data.LoadFromEnumerable(untagged.Concat(tagged));
var train = ml.Data.LoadFromEnumerable(tagged);

// ## Word vectors
//
// The same tokens for word2vec and for the bag of words.

var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
var vectors = WordVectors.Train(tokens.Fit(allText).Transform(allText), "Tokens",
    new Word2VecOptions { Dimensions = 32, MinCount = 1, Epochs = 30, Sample = 0, NumberOfThreads = 1 });
vectors.MostSimilar("plug", 5).Display();

// ## The pipeline
//
// `ApplySemanticConvolution` stands behind TF-IDF: y = x + x·C. `FittedOn` has everything before it learn from all text.
//
// The default removes the two strongest directions from the vectors, which in real text say how frequent a word is. Three made-up topics span just two directions, so here they stay.

var neighbors = CorrelationOptions.Default with { RemovedComponents = 0, TopN = 5 };

var pipeline = tokens
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new TfIdfOptions { SmoothIdf = true }))
    .Append(ml.Transforms.Text.ApplySemanticConvolution("Features", "Weighted", vectors, neighbors))
    .FittedOn(allText)
    .Append(ml.Transforms.NormalizeLpNorm("Features"))
    .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm()));

var model = pipeline.Fit(train);

// ## A review whose words were never tagged
//
// No tagged row holds any of these words: they count through their neighbours.

var engine = ml.Model.CreatePredictionEngine<Review, Tags>(model);
var names = model.LastTransformer.Labels;
string Best(string text) { var p = engine.Predict(new Review { Text = text }).Probabilities; return names[Array.IndexOf(p, p.Max())]; }

Best("cord, socket, battery").Display();
Best("A porter, the hostess").Display();
Best("salad / menu / dessert").Display();

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
