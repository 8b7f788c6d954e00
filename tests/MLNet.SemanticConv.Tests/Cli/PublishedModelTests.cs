using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNet.SemanticConv.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>The model that is published in <c>models/</c>, and its card.</summary>
public sealed partial class PublishedModelTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "models", "dotnet-areas.zip"),
        Card = File.ReadAllText(ModelCard.PathOf(Model));

    [Fact]
    public void It_loads_with_stock_code_in_another_process()
    {
        const string Text = "Encrypts the payload with the public key before it is sent.";
        var (exitCode, lines, error) = LoaderProcess.Run(Model, [Text]);
        Assert.True(exitCode == 0, error);
        TextTagger tagger = TextTagger.Load(Model);
        Tagging tagging = tagger.Tag(Text);
        Assert.Contains("Security", tagging.Labels.Select(label => label.Label));
        var given = tagging.Labels.Select(label => label.Label).ToHashSet();
        Assert.Equal(string.Concat(tagger.Labels.Select(label => given.Contains(label) ? '1' : '0')), Assert.Single(lines).Split(' ')[^1]);
    }

    [PublishedDataFact]
    public void Its_card_tells_the_truth()
    {
        MLContext ml = new();
        ITransformer model = ModelFile.Load(Model).Model;
        string command = Card.Split("```sh\n")[1].Split('\n')[0];
        int minTexts = int.Parse(MinTexts().Match(command).Groups[1].Value, CultureInfo.InvariantCulture);
        NamespaceTask task = NamespaceTask.Create(DocumentationReader.Read(PublishedDataFactAttribute.Files), minTexts: minTexts);
        MultiLabelMetrics metrics = ml.MultiLabelClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(task.Test)));
        int budget = int.Parse(Budget().Match(Card).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        string again = DemoCard.Of(command, PublishedDataFactAttribute.Files, budget, ModelFile.Labels(model), metrics)
            .ToMarkdown(Path.GetFileName(Model));

        // sums are taken in another order on other processors: the last digit may differ, nothing else
        Assert.Equal(Numbers().Replace(Card, "#"), Numbers().Replace(again, "#"));
        Assert.All(NumbersOf(Card).Zip(NumbersOf(again)), pair => Assert.Equal(pair.First, pair.Second, 0.0051));
    }

    private static IEnumerable<double> NumbersOf(string card)
        => Numbers().Matches(card).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"--min-texts (\d+)")]
    private static partial Regex MinTexts();

    [GeneratedRegex(@"^([\d,]+) rows with labels", RegexOptions.Multiline)]
    private static partial Regex Budget();

    /// <summary>Runs where the SDK has the reference packs that the published model learnt from.</summary>
    private sealed class PublishedDataFactAttribute : FactAttribute
    {
        public PublishedDataFactAttribute()
        {
            if (!Files.All(file => Card.Contains(DemoCard.PackOf(file)))) Skip = "needs the reference packs that the card names";
        }

        public static IReadOnlyList<string> Files { get; } = Find();

        private static IReadOnlyList<string> Find()
        {
            try
            {
                return ReferencePacks.FindDocumentation(DotnetFolder.Candidates());
            }
            catch (FileNotFoundException)
            {
                return ["/none/packs/of/any/version/ref/net10.0/None.xml"];
            }
        }
    }
}
