extern alias library;

using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;
using IShown = library::MLNet.Shared.IShown;
using NotebookFormatters = library::MLNet.Shared.NotebookFormatters;
using TypeFormatterSourceAttribute = library::MLNet.Shared.TypeFormatterSourceAttribute;

namespace MLNet.SemanticConv.Tests.Display;

/// <summary>What notebooks show of the library's objects, by the package with which the kernel itself formats.</summary>
public class NotebookDisplayTests
{
    private static readonly WordVectors Vectors = new(["north", "east", "north-east", "<up>"], new float[] { 0, 1, 1, 0, 1, 1, 0, 2 }, 2);

    [Fact]
    public void Neighbours_are_a_table()
    {
        var neighbors = Vectors.MostSimilar("north", 2);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(neighbors.GetType()));
        Assert.Equal(neighbors.ToHtml(), neighbors.ToDisplayString("text/html"));
        Assert.Equal("north       cosine\n<up>         1.000\nnorth-east   0.707\n", neighbors.ToDisplayString("text/plain"));
        Assert.Equal("| north | cosine |\n|---|--:|\n| &lt;up> | 1.000 |\n| north-east | 0.707 |\n",
            neighbors.ToDisplayString("text/markdown"));
        Assert.Contains("<td style=\"text-align:left\">&lt;up&gt;</td><td style=\"text-align:right\">1.000</td>", neighbors.ToHtml());
    }

    [Fact]
    public void Whoever_is_shown_says_the_same_to_a_notebook_as_to_a_console()
    {
        var types = typeof(WordVectors).Assembly.GetTypes().Where(type => type.IsClass && typeof(IShown).IsAssignableFrom(type)).ToArray();
        Assert.Contains(typeof(CorrelationMatrix), types);
        Assert.All(types, type =>
        {
            var attribute = Assert.IsType<TypeFormatterSourceAttribute>(
                Attribute.GetCustomAttribute(type, typeof(TypeFormatterSourceAttribute)));
            Assert.Equal(typeof(NotebookFormatters), attribute.FormatterSourceType);
            Assert.Equal(attribute.PreferredMimeTypes, Formatter.GetPreferredMimeTypesFor(type));
            Assert.Contains(type.GetMethods(),
                method => method.Name == "ToString" && method.DeclaringType == type && method.GetParameters().Length == 0);
        });
    }

    [Fact]
    public void Trained_objects_show_themselves()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var matrix = CorrelationMatrix.Build(Vectors.Words, Vectors, new() { RemovedComponents = null, TopN = 2 });
        var model = TinyReviews.Features(ml)
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(data);
        var scored = model.Transform(data);

        foreach (IShown shown in new IShown[]
        {
            matrix, matrix.GetStatistics(), model.LastTransformer, ml.MultiLabelClassification.Evaluate(scored), model.Explain(ml, "soup"),
        })
        {
            Assert.Equal(shown.ToHtml(), shown.ToDisplayString("text/html"));
            Assert.Equal(shown.ToString(), shown.ToDisplayString("text/plain"));
            Assert.Equal(shown.ToMarkdown(), shown.ToDisplayString("text/markdown"));
            Assert.Contains("<table", shown.ToHtml());
            Assert.Contains("|--", shown.ToMarkdown());
            System.Xml.Linq.XElement.Parse(shown.ToHtml());   // well-formed
        }
    }

    [Fact]
    public void Profiles_show_themselves()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var profiled = ml.Transforms.CopyColumns("Copy", "Text").Profile();
        _ = profiled.Fit(data).Transform(data).Preview();
        var profile = profiled.GetProfile();
        var difference = profile.Diff(profile);

        var html = System.Xml.Linq.XElement.Parse(profile.ToDisplayString("text/html"));
        Assert.Equal(2, html.Descendants("table").Count());
        Assert.Empty(html.Descendants("style"));
        Assert.All(html.Descendants("img"), image =>
        {
            string svg = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(image.Attribute("src")!.Value.Split(',')[1]));
            var boxes = System.Xml.Linq.XElement.Parse(svg).Elements().ToArray();
            Assert.Equal(900, (double)boxes[0].Attribute("width")!);   // the activity, which all others are below
            Assert.All(boxes, box => Assert.InRange((double)box.Attribute("x")! + (double)box.Attribute("width")!, 0, 900.01));
        });
        Assert.Equal(profile.ToString(), profile.ToDisplayString("text/plain"));
        Assert.Equal(profile.ToMarkdown(), profile.ToDisplayString("text/markdown"));
        Assert.Equal(difference.ToHtml(), difference.ToDisplayString("text/html"));
        Assert.Equal(difference.ToString(), difference.ToDisplayString("text/plain"));
        Assert.Equal(difference.ToMarkdown(), difference.ToDisplayString("text/markdown"));
        System.Xml.Linq.XElement.Parse(difference.ToHtml());   // well-formed
    }

    [Fact]
    public void A_map_is_a_picture_that_every_viewer_shows()
    {
        var map = WordMap.Of(Vectors, Vectors.Words);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(map.GetType()));
        Assert.Equal(map.ToSvg(), map.ToDisplayString("image/svg+xml"));
        var figure = System.Xml.Linq.XElement.Parse(map.ToDisplayString("text/html"));
        const string Embedded = "data:image/svg+xml;base64,";
        string source = figure.Element("img")!.Attribute("src")!.Value;
        Assert.StartsWith(Embedded, source);
        Assert.Equal(map.ToSvg(), System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(source[Embedded.Length..])));
        Assert.Equal("4 words along their first two principal components, 100 % of the variance", figure.Element("figcaption")!.Value);
        Assert.Equal(4, System.Xml.Linq.XElement.Parse(map.ToSvg()).Elements().Count(element => element.Name.LocalName == "circle"));
    }

    [Fact]
    public void Settings_and_vectors_say_what_they_are()
    {
        Assert.Equal("PerLabel(shrinkage: 20, numberOfFolds: 3)", LabelThresholds.PerLabel().ToString());
        Assert.Equal("Fixed(0)", LabelThresholds.Fixed().ToString());
        Assert.Equal("Global(numberOfFolds: 3)", LabelThresholds.Global().ToString());
        Assert.Equal("SCutFbr(fallback: 0.3, numberOfFolds: 3)", LabelThresholds.SCutFbr().ToString());
        Assert.Equal("4 word vectors of 2 dimensions: north, east, north-east, <up>", Vectors.ToString());
    }
}
