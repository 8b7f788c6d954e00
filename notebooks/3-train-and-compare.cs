// Made of 3-train-and-compare.ipynb: dotnet run 3-train-and-compare.cs
#:package Microsoft.ML@5.0.1
#:package MLNet.SemanticConv@0.1.0
#:package ScottPlot@5.1.59
#:property PublishAot=false

using MLNet.SemanticConv;
using Microsoft.ML.Data;
using Microsoft.ML;
using ScottPlot;
using System.Collections;
using System.IO;
using System.Text;
using System.Xml.Linq;

// # Train and compare on your data
//
// Does the convolution help on *your* text, and how many tagged rows would it save? Train both ways at several budgets of tagged rows, look at rare and frequent labels
// apart, and choose thresholds. `semconv study` does the first part from the command line, with several seeds.

// ## The text
//
// What every .NET SDK brings along: the summaries of its own documentation, some 30,000 short texts. The labels are the parts of the assembly's name,
// *Net* and *Http* for `System.Net.Http`: 108 of them, with a long tail. A quarter of the types, with all their members, is kept for the test.
//
// To use your own file of `text<TAB>label1,label2` lines, make the rows of it:
//
// ```csharp
// Row[] rows = File.ReadLines("reviews.tsv").Select(line => line.Split('\t')).Select(part => new Row { Type = part[0], Text = part[0], Labels = part[1].Split(',', StringSplitOptions.RemoveEmptyEntries) }).ToArray();
// ```

string TypeOf(string member)
{
    string name = member[2..].Split('(', '~')[0];
    return member[0] == 'T' ? name : name[..name.LastIndexOf('.')];
}

string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
string packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
string reference = Directory.GetDirectories(Path.Combine(Directory.GetDirectories(packs).Max()!, "ref")).Max()!;
Row[] rows = (
    from file in Directory.GetFiles(reference, "System.*.xml").Order(StringComparer.Ordinal)
    where !file.Contains("Intrinsics")   // thousands of times an instruction of a processor
    let labels = Path.GetFileNameWithoutExtension(file).Split('.')[1..]
    from member in XDocument.Load(file).Descendants("member")
    let text = string.Join(' ', (member.Element("summary")?.Value ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
    where text.Count(c => c == ' ') >= 3
    select new Row { Type = TypeOf(member.Attribute("name")!.Value), Text = text, Labels = labels }).DistinctBy(row => row.Text).ToArray();

var random = new Random(1);
random.Shuffle(rows);
var testTypes = rows.Select(row => row.Type).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % 4 == 0).ToHashSet();
Row[] test = rows.Where(row => testTypes.Contains(row.Type)).Take(4_000).ToArray();
Row[] known = rows.Where(row => !testTypes.Contains(row.Type)).ToArray();

$"{rows.Length:N0} texts, {rows.SelectMany(row => row.Labels).Distinct().Count()} labels; such as: {known[0].Text} ({string.Join(", ", known[0].Labels)})".Display();

// ## Two methods
//
// *Plain* is what you would do without this library: a bag of words, TF-IDF, and a linear classifier for each label. *Semantic* is the default method in one call; besides the tagged rows it reads all
// text. It learns word vectors, vocabulary and idf from all text, adds a row for the name of each label, and chooses the strength of the convolution by cross-validation on the tagged rows, none
// included. The vectors are smaller here than by default, so that this page takes a minute.
//
// `Cell.Progress` is a bar below the cell that trains, and with `Cell.Cancellation` the button that stops the cell stops the training.

var ml = new MLContext(seed: 1);
var allText = ml.Data.LoadFromEnumerable(known);
var options = new SemanticTextOptions { Word2Vec = new Word2VecOptions { Dimensions = 50, MinCount = 3, Epochs = 10, NumberOfThreads = 1 } };

OneVersusRestEstimator Tagger(LabelThresholds thresholds) => ml.MultiLabelClassification.Trainers.OneVersusRest(
    context => context.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 }), options: new() { Thresholds = thresholds });

IEstimator<ITransformer> plain = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", new TfIdfOptions { SmoothIdf = true }))
    .Append(ml.Transforms.NormalizeLpNorm("Features"))
    .Append(Tagger(LabelThresholds.PerLabel()));
IEstimator<ITransformer> semantic = ml.MultiLabelClassification.Trainers.SemanticTagger(
    "Labels", "Text", allText, options, progress: Cell.Progress, cancellationToken: Cell.Cancellation);

// ## Budgets
//
// The same test rows for all. The interval says how far a figure would move with other test rows (bootstrap, 95 %); other tagged rows move it too, so give the last word to
// several seeds.

int[] budgets = [250, 1_000, 3_000];
var testData = ml.Data.LoadFromEnumerable(test);
(int Budget, string Name, IDataView Scored, MultiLabelMetrics Metrics)[] runs = (
    from budget in budgets
    let tagged = ml.Data.LoadFromEnumerable(known[..budget])
    from method in new[] { (Name: "plain", Estimator: plain), (Name: "semantic", Estimator: semantic) }
    let scored = ml.Data.Cache(method.Estimator.Fit(tagged).Transform(testData))
    select (budget, method.Name, scored, ml.MultiLabelClassification.Evaluate(scored))).ToArray();

string Interval(ConfidenceInterval interval) => $"[{interval.Low:F3}, {interval.High:F3}]";
("tagged rows  method    mAP                      micro-F1\n" + string.Join("\n", runs.Select(run =>
{
    var likely = ml.MultiLabelClassification.Bootstrap(run.Scored, samples: 100);
    return $"{run.Budget,11:N0}  {run.Name,-8}  {run.Metrics.MacroAveragePrecision:F3} {Interval(likely.MacroAveragePrecision)}   {run.Metrics.MicroF1:F3} {Interval(likely.MicroF1)}";
}))).Display();

// The macro average runs over the labels that have an example among the tagged rows, so more rows mean more, and rarer, labels in it. The micro average counts labels that were
// never seen as missed: compare methods within a budget.

var curves = new Plot();
foreach (string name in new[] { "plain", "semantic" })
{
    var line = curves.Add.Scatter(budgets.Select(budget => Math.Log10(budget)).ToArray(), runs.Where(run => run.Name == name).Select(run => run.Metrics.MicroF1).ToArray());
    (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 3, 9);
    line.MarkerShape = name == "plain" ? MarkerShape.OpenSquare : MarkerShape.FilledCircle;
    line.Color = ScottPlot.Color.FromHex(name == "plain" ? "#D55E00" : "#0072B2");
}
curves.Axes.Bottom.SetTicks(budgets.Select(budget => Math.Log10(budget)).ToArray(), budgets.Select(budget => $"{budget:N0}").ToArray());
curves.XLabel("tagged rows");
curves.YLabel("micro-F1");
curves.Axes.SetLimitsY(0, 1.1 * runs.Max(run => run.Metrics.MicroF1));
curves.ShowLegend(Alignment.LowerRight);
curves.GetPngHtml(640, 400).DisplayAs("text/html");

// ## Rare and frequent labels
//
// The buckets go by the positives that a label has among the tagged rows. Plain first, then semantic, with 1,000 tagged rows.

foreach (var run in runs.Where(run => run.Budget == 1_000)) run.Metrics.Display();

// ## Thresholds
//
// A row gets a label if its score exceeds the label's threshold. Trainers aim at 0, which is too high for rare labels; the others below are found by cross-validation within the
// tagged rows, for the features of the default method (`FeaturizeTextSemantically` makes them for any trainer). Average precision does not depend on them, F1 does.

var train = ml.Data.LoadFromEnumerable(known[..1_000]);
var features = ml.Transforms.Text.FeaturizeTextSemantically("Features", "Text", "Labels", allText, options).Fit(train);
var trainFeatures = ml.Data.Cache(features.Transform(train), "Features", "Labels");
var testFeatures = ml.Data.Cache(features.Transform(testData), "Features", "Labels");
var taggers = new[] { LabelThresholds.Fixed(), LabelThresholds.Global(), LabelThresholds.PerLabel(), LabelThresholds.SCutFbr() }
    .Select(thresholds => (Thresholds: thresholds, Model: Tagger(thresholds).Fit(trainFeatures))).ToArray();
($"{"thresholds",-42}  micro-F1  macro-F1\n" + string.Join("\n", taggers.Select(tagger =>
{
    var metrics = ml.MultiLabelClassification.Evaluate(tagger.Model.Transform(testFeatures));
    return $"{tagger.Thresholds,-42}  {metrics.MicroF1,8:F3}  {metrics.MacroF1,8:F3}";
}))).Display();

// Choose by cross-validation on tagged rows, not by the test rows as this page does to show the difference. The thresholds of a fitted model:

taggers[2].Model.Display();

// ## Which rows to tag
//
// Tags are what is expensive, so choose the texts that get them. `SelectForLabeling` finds those for which a model can hardly decide on a label, labels with few examples first, and that are like
// many others and unlike those tagged already, a batch at a time: each model knows better than the one before what it does not know. All ways begin with the same 250 rows drawn at random, and
// know all labels by their names. Here the rows have their tags already; where they have none, `semconv label` asks for them on a page.

var words = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(allText).Transform(allText);
var named = ml.MultiLabelClassification.Trainers.SemanticTagger("Labels", "Text", allText, new SemanticTextOptions
{
    Vectors = WordVectors.Train(words, "Tokens", options.Word2Vec),
    KnownLabels = known.SelectMany(row => row.Labels).Distinct().ToArray(),
});

List<(int Rows, double Precision, double MicroF1)> Tag(LabelingOptions how)
{
    List<(int Rows, double Precision, double MicroF1)> curve = [];
    for (Row[] tagged = known[..250]; ;)
    {
        var model = named.Fit(ml.Data.LoadFromEnumerable(tagged));
        var metrics = ml.MultiLabelClassification.Evaluate(model.Transform(testData));
        curve.Add((tagged.Length, metrics.PerLabel.Where(label => label.Support > 0).Average(label => label.AveragePrecision), metrics.MicroF1));
        if (tagged.Length >= 650) return curve;
        Row[] others = known.Except(tagged).ToArray();
        var next = ml.MultiLabelClassification.SelectForLabeling(model, ml.Data.LoadFromEnumerable(others), ml.Data.LoadFromEnumerable(tagged), count: 100, how with { Seed = 1 });
        tagged = [.. tagged, .. next.Select(text => others[text.Row])];
    }
}

var ways = new[]
{
    (Name: "drawn at random", Curve: Tag(new() { Strategy = LabelingStrategy.Random })),
    (Name: "chosen, by default", Curve: Tag(new())),
    (Name: "close calls alone", Curve: Tag(new() { Strategy = LabelingStrategy.Uncertainty })),
};
($"{"tagged rows",-20}{string.Concat(ways[0].Curve.Select(point => $"{point.Rows,7}"))}\n" + string.Join("\n", ways.SelectMany(way => new[]
{
    $"{way.Name,-20}{string.Concat(way.Curve.Select(point => $"{point.Precision,7:F3}"))}   mAP",
    $"{"",-20}{string.Concat(way.Curve.Select(point => $"{point.MicroF1,7:F3}"))}   micro-F1",
}))).Display();

var tagging = new Plot();
foreach (var ((name, curve), marker, color) in ways.Zip(new[] { MarkerShape.OpenSquare, MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp }, new[] { "#D55E00", "#0072B2", "#009E73" }))
{
    var line = tagging.Add.Scatter(curve.Select(point => (double)point.Rows).ToArray(), curve.Select(point => point.Precision).ToArray());
    (line.LegendText, line.LineWidth, line.MarkerSize, line.MarkerShape, line.Color) = (name, 3, 9, marker, ScottPlot.Color.FromHex(color));
}
tagging.XLabel("tagged rows");
tagging.YLabel("mean average precision of all labels");
tagging.ShowLegend(Alignment.LowerRight);
tagging.GetPngHtml(640, 400).DisplayAs("text/html");

// Choosing by default gains most in mean average precision here, and micro-F1 comes out about the same: chosen rows are not a fair sample, least of all close calls alone, so thresholds learnt from them
// may be off. One start and one set of text say little:
// [measured on three](../tests/MLNet.SemanticConv.Benchmarks/README.md#choosing-what-to-label), choosing saves a quarter to a half of the rows where 8 % are labelled, and less before, and
// micro-F1 falls a little on the reviews. Never measure on chosen rows.

// ## What helps, when, by how much
//
// `semconv study` trains at every budget with several seeds and writes tables, curves and the figures of each run. Mean average precision with a tenth of the rows tagged, three to
// five seeds; [what was measured](../tests/MLNet.SemanticConv.Benchmarks/README.md#quality) has all budgets, with intervals:
//
// | data | plain | names of labels alone | convolution alone | both | default: both, and text without tags and words that names share, where they help |
// |---|---|---|---|---|---|
// | reviews, 196 aspects | 0.221 | 0.239 | 0.249 | 0.269 | **0.281** |
// | .NET documentation, 185 namespaces | 0.269 | 0.287 | 0.328 | **0.349** | 0.346 |
// | Reuters, 90 topics | 0.576 | 0.649 | 0.581 | 0.653 | **0.671** |
//
// The convolution helps where texts are short and words of the same meaning change places; in long news articles neighbouring words are other topics (wheat, corn), and cross-validation turns it down.
// Names help where they are words of the texts. Both help most where labels are rare, and less as more rows are tagged: with all reviews tagged plain has 0.327 and the default 0.365.
//
// ```sh
// semconv study --out DIR     # .NET's documentation
// semconv study --out DIR --name reviews --train train.tsv --test test.tsv --unlabeled unlabeled.txt --budgets 1%,10%,100% --seeds 3
// ```

public class Row { public string Type { get; set; } = ""; public string Text { get; set; } = ""; public string[] Labels { get; set; } = []; }

// What the package brings to the cells of a notebook: a console shows no bars, and Ctrl+C ends a program.
static class Cell
{
    public static IProgress<StepProgress>? Progress => null;

    public static CancellationToken Cancellation => default;
}

// What the kernel of notebooks brings along, for a console.
static class KernelHelpers
{
    static int pictures;

    public static void Display(this object value) => Console.WriteLine(value);

    public static void DisplayAs(this string value, string mimeType)
    {
        string path = Path.Combine(Path.GetTempPath(), $"3-train-and-compare-{++pictures}.{mimeType.Split('/', '+')[1]}");
        File.WriteAllText(path, value);
        Console.WriteLine($"Picture: {path}");
    }
}
