// Made of 2-the-method.ipynb: dotnet run 2-the-method.cs
#:package Microsoft.ML@5.0.1
#:package MLNet.SemanticConv@0.1.0
#:property PublishAot=false

using MLNet.SemanticConv;
using Microsoft.ML.Data;
using Microsoft.ML;
using System.Collections;
using System.IO;
using System.Text;
using System.Xml.Linq;

// # The method, step by step
//
// What the matrix C holds, what a text looks like before and after `y = x + x·C`, and why labels with few examples gain. All of it happens on real text, so the
// numbers that you get depend a little on the version of your SDK.

// ## The text
//
// What every .NET SDK brings along: the summaries of its own documentation, some 30,000 short texts. The labels are the parts of the assembly's name,
// *Net* and *Http* for `System.Net.Http`: 108 of them, with a long tail. A quarter of the types, with all their members, is kept for the test.

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

// ## 1. Word vectors
//
// word2vec reads all text, tagged or not. Words that occur among the same words get similar vectors. The vectors and the bag below are made from the same tokens.

var ml = new MLContext(seed: 1);
var allText = ml.Data.LoadFromEnumerable(known);
var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
var vectors = WordVectors.Train(tokens.Fit(allText).Transform(allText), "Tokens",
    new Word2VecOptions { Dimensions = 50, MinCount = 3, Epochs = 10, NumberOfThreads = 1 });
vectors.MostSimilar("encrypts", 8).Display();

// The plane that keeps most of what tells four families of words apart. A map is for the eye only: it leaves out all other dimensions.

string[] seeds = ["encrypts", "socket", "thread", "xml"];
WordMap.Of(vectors, seeds.Select(seed => vectors.MostSimilar(seed, 11).Select(neighbor => neighbor.Word).Prepend(seed))).Display();

// ## 2. The matrix
//
// For each word of the bag, the nearest words of the model. The default first centres the vectors and takes away their two strongest directions: they say how frequent
// a word is and make all cosines too large. Then up to 20 neighbours with a cosine above 0.4 are kept, and each weighs half its cosine.

var bags = tokens
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new TfIdfOptions { SmoothIdf = true })).Fit(allText);
VBuffer<ReadOnlyMemory<char>> slotNames = default;
bags.GetOutputSchema(allText.Schema)["Bag"].GetSlotNames(ref slotNames);
string[] vocabulary = slotNames.DenseValues().Select(name => name.ToString()).ToArray();

var matrix = CorrelationMatrix.Build(vocabulary, vectors);
matrix.Display();

// A row of C says what a word adds to. Nothing else is learnt from the untagged text.

matrix.Neighbors("encrypts").Display();

// ## 3. A text before and after
//
// The bag x of a text has a 1 for each of its words. y = x + x·C keeps them and adds a little of each neighbour: words that the text does not have, but might have had.

string question = "Decrypts the payload with the private key.";
var asked = bags.Transform(ml.Data.LoadFromEnumerable([new Row { Text = question }]));
string[] own = asked.GetColumn<VBuffer<float>>("Bag").Single().Items().Select(item => vocabulary[item.Key]).ToArray();

string Added(VBuffer<float> x)
{
    var words = matrix.Explain(x).GroupBy(part => part.Target).OrderByDescending(word => word.Sum(part => part.Amount)).ToArray();
    return $"{own.Length} words before, {own.Union(words.Select(word => word.Key)).Count()} after; most is added to\n" + string.Join("\n", words.Take(8).Select(word =>
        $"  {word.Key,-14} {(own.Contains(word.Key) ? "(in the text)" : "")} +{word.Sum(part => part.Amount):F2}, by {string.Join(", ", word.Select(part => part.Source))}"));
}
Added(asked.GetColumn<VBuffer<float>>("Bag").Single()).Display();

// Some of it is spent on the neighbours of *the*. After TF-IDF, which gives a word more weight the fewer texts have it, that is no longer so. The published form
// (`CorrelationOptions.Blog`) convolves before TF-IDF, the default after it.

Added(asked.GetColumn<VBuffer<float>>("Weighted").Single()).Display();

// ## 4. Why labels with few examples gain
//
// With three tagged rows a label has seen three rows' words. Any other word says nothing to its classifier, however clearly it says it to you. Take 1,000 tagged rows and
// ask, for the test rows of each label: which share of their words occurs in a tagged row of the label (leaving out words that more than 1 % of all texts have)? And
// which share occurs there itself or through a neighbour?
//
// Neighbours make words known to *every* label, the wrong ones too, so look at the rows of other labels as well: what helps is the difference.

Row[] tagged = known[..1_000];
HashSet<int> WordsOf(VBuffer<float> bag) => bag.Items().Select(item => item.Key).ToHashSet();
HashSet<int>[] Bags(IEnumerable<Row> texts) => bags.Transform(ml.Data.LoadFromEnumerable(texts)).GetColumn<VBuffer<float>>("Bag").Select(WordsOf).ToArray();

int[] documents = new int[vocabulary.Length];
foreach (var words in Bags(known)) foreach (int word in words) documents[word]++;
bool Tells(int word) => documents[word] <= known.Length / 100;
HashSet<int> Reach(IEnumerable<int> words) => words.SelectMany(word => matrix.Columns(word).ToArray().Append(word)).ToHashSet();

var taggedBags = Bags(tagged);
var testBags = Bags(test).Select(words => words.Where(Tells).ToArray()).ToArray();
var shares =
    from label in tagged.SelectMany(row => row.Labels).Distinct().ToArray()
    let examples = tagged.Select((row, i) => (row, i)).Where(pair => pair.row.Labels.Contains(label)).Select(pair => pair.i).ToArray()
    let ownRows = test.Select((row, i) => (row, i)).Where(pair => testBags[pair.i].Length > 0 && pair.row.Labels.Contains(label)).Select(pair => pair.i).ToArray()
    let other = Enumerable.Range(0, test.Length).Where(i => testBags[i].Length > 0 && !test[i].Labels.Contains(label)).Take(300).ToArray()
    where ownRows.Length > 0
    let seen = examples.SelectMany(i => taggedBags[i]).Where(Tells).ToHashSet()
    let reached = Reach(seen)
    let before = (Own: ownRows.Average(i => Share(i, seen)), Other: other.Average(i => Share(i, seen)))
    let after = (Own: ownRows.Average(i => Share(i, reached)), Other: other.Average(i => Share(i, reached)))
    group (before, after) by examples.Length < 10 ? 1 : examples.Length < 50 ? 10 : 50 into bucket
    orderby bucket.Key
    select $"{bucket.Key,5} on  {bucket.Count(),6}  {bucket.Average(l => l.before.Own),9:P0} {bucket.Average(l => l.before.Other),6:P0}   {bucket.Average(l => l.after.Own),9:P0} {bucket.Average(l => l.after.Other),6:P0}";
double Share(int row, HashSet<int> words) => testBags[row].Count(words.Contains) / (double)testBags[row].Length;

("                   words seen           words seen or near\nexamples  labels   own rows  other      own rows  other\n" + string.Join("\n", shares)).Display();

// In the figures saved here the neighbours make half as many words again familiar for labels with fewer than ten examples, and the difference to other rows grows. For labels with 50
// examples and more, most words are known anyway, and neighbours blur: the difference shrinks. That is why a neighbour counts less than the word itself, and why cross-validation
// chooses how much less.

// ## 5. Does it help?
//
// The same rows, a linear SVM for each label, plain and with the convolution after TF-IDF, which is where it works best: there a rare word hands on more.

var train = ml.Data.LoadFromEnumerable(tagged);
var smooth = new TfIdfOptions { SmoothIdf = true };
var trainer = ml.MultiLabelClassification.Trainers.OneVersusRest(context => context.BinaryClassification.Trainers.SparseLinearSvm(options: new() { Cost = 0.5 }));
var plain = tokens
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", smooth))
    .Append(ml.Transforms.NormalizeLpNorm("Features")).Append(trainer).Fit(train);
var semantic = tokens
    .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
    .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", smooth))
    .FittedOn(allText)
    .Append(ml.Transforms.Text.ApplyTunedSemanticConvolution("Features", "Weighted", vectors, "Labels"))
    .Append(ml.Transforms.NormalizeLpNorm("Features")).Append(trainer).Fit(train);

var testData = ml.Data.LoadFromEnumerable(test);
var plainMetrics = ml.MultiLabelClassification.Evaluate(plain.Transform(testData));
var semanticMetrics = ml.MultiLabelClassification.Evaluate(semantic.Transform(testData));
plainMetrics.Display();
semanticMetrics.Display();

// One run with one seed shows how it works, not how much it gives. [What was measured](../tests/MLNet.SemanticConv.Benchmarks/README.md#quality), with several seeds and intervals, says:
//
// | data, share of rows with labels | mAP plain → convolution, all labels | labels with 1–9 positives |
// |---|--:|--:|
// | short reviews, 1 % | .133 → .203 | .106 → .161 |
// | short reviews, 10 % | .221 → .249 | .127 → .140 |
// | short reviews, 100 % | .327 → .343 | .188 → .211 |
// | .NET documentation, 10 % | .269 → .328 | .255 → .294 |
// | .NET documentation, 100 % | .442 → .475 | .268 → .331 |
// | Reuters news, 10 % | .576 → .581 | .500 → .507 |
// | Reuters news, 100 % | .725 → .722 | .579 → .576 |
//
// Rare labels gain wherever texts are short, by a tenth to a half. With few tagged rows nearly all labels are rare, so the fewer rows are tagged, the
// more it is all worth. At a given budget the rare labels do *not* always gain more points than the others. On long news articles, which hold several words for everything
// they say, it gives nothing: there `ApplyTunedSemanticConvolution(…, "Labels")` may choose a strength of 0.

// ## 6. What a decision rests on
//
// The score of a linear model is a sum, so it can be taken apart to the last word, and each part says through which neighbour it came.

semantic.Explain(ml, question).Display();

public class Row { public string Type { get; set; } = ""; public string Text { get; set; } = ""; public string[] Labels { get; set; } = []; }

// What the kernel of notebooks brings along, for a console.
static class KernelHelpers
{
    static int pictures;

    public static void Display(this object value) => Console.WriteLine(value);

    public static void DisplayAs(this string value, string mimeType)
    {
        string path = Path.Combine(Path.GetTempPath(), $"2-the-method-{++pictures}.{mimeType.Split('/', '+')[1]}");
        File.WriteAllText(path, value);
        Console.WriteLine($"Picture: {path}");
    }
}
