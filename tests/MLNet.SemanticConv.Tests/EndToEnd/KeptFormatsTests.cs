using System.Text.Json;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>
/// Every format that was ever released loads for ever. A folder of Golden/Formats holds what one version of the library wrote and what it
/// said:
/// <c>semconv train --labeled reviews.tsv --vectors vectors.txt --model linear.zip</c>, the same with the first 24 rows and <c>--trainer
/// fasttree</c>
/// for trees.zip, <c>vectors convert</c>, <c>predict --json</c>.
/// </summary>
public sealed class KeptFormatsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats");

    public static TheoryData<string> Versions => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Versions))]
    public void A_model_says_what_it_said_when_it_was_saved(string version)
    {
        // Others are not of whole taggers.
        foreach (string model in Directory.GetFiles(Path.Combine(Folder, version), "*.zip")
            .Where(model => File.Exists(Path.ChangeExtension(model, ".jsonl"))))
        {
            var tagger = TextTagger.Load(model);
            string[] lines = File.ReadAllLines(Path.ChangeExtension(model, ".jsonl"));
            Assert.NotEmpty(lines);
            foreach (string line in lines)
            {
                var expected = JsonSerializer.Deserialize<Tagging>(line, JsonSerializerOptions.Web)!;
                var actual = tagger.Tag(expected.Text);
                Assert.Equal(expected.Labels.Select(label => label.Label), actual.Labels.Select(label => label.Label));
                Assert.Equal(expected.Best.Select(label => label.Label), actual.Best.Select(label => label.Label));
                // Sums are taken in another order on other processors.
                foreach (var (then, now) in expected.Best.Zip(actual.Best))
                {
                    Assert.Equal(then.Score, now.Score, 1e-5f * (1 + Math.Abs(then.Score)));
                    Assert.Equal(then.Probability, now.Probability, 1e-5f);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Mapped_vectors_are_those_of_the_text_file_beside_them(string version)
    {
        using var mapped = WordVectors.Load(Path.Combine(Folder, version, "vectors.wv"));
        var text = WordVectors.Load(Path.Combine(Folder, version, "vectors.txt"));
        Assert.Equal(text.Words, mapped.Words);
        Assert.Equal(text.Matrix.ToArray(), mapped.Matrix.ToArray());
    }
}
