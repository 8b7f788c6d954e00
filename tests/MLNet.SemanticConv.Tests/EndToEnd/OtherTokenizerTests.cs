using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Tokenizers;
using Microsoft.ML.Transforms;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>Languages without spaces between words, by pairs of characters and by a tokenizer of Microsoft.ML.Tokenizers in one
/// option.</summary>
public sealed class OtherTokenizerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_tagger_learns_Chinese_from_the_words_of_a_tokenizer_and_loads_with_it()
    {
        var data = Reviews();
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new()
        {
            Tokenizer = ChineseWords,
            Word2Vec = new() { Dimensions = 8, MinCount = 1, Epochs = 20, NumberOfThreads = 1 },
        }).Fit(data);

        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        var production = new MLContext();
        // ML.NET's rule for custom mappings in every process that loads the model.
        production.ComponentCatalog.RegisterAssembly(typeof(ChineseWordsFactory).Assembly);
        var loaded = production.Model.Load(file, out _);

        var probe = _ml.Data.LoadFromEnumerable(new Row[] { new() { Text = "饺子和米饭" }, new() { Text = "老板和店员" } });
        string[] labels = [.. loaded.Transform(probe).SlotNames("Scores")];
        float[][] scores = [.. loaded.Transform(probe).Floats("Scores")];
        Assert.Equal(["food", "staff"], scores.Select(row => labels[Array.IndexOf(row, row.Max())]));
        Assert.Equal(model.Transform(probe).Floats("Scores"), scores);
    }

    [Fact]
    public void A_tagger_learns_Chinese_from_pairs_of_characters_and_marks_them_in_the_text()
    {
        var model = _ml.MultiLabelClassification.Trainers.SemanticTagger(options: new()
        {
            Word2Vec = new() { Dimensions = 8, MinCount = 1, Epochs = 20, NumberOfThreads = 1 },
        }).Fit(Reviews());

        var label = Assert.Single(model.Explain(_ml, "饺子！米饭和老板", labels: ["food"]).Labels);
        Assert.Contains(label.Words, word => word.Word == "饺子" && word.Score > 0);
        Assert.Contains(label.Words, word => word.Word == "老板" && word.Score < 0);
        string html = model.Explain(_ml, "饺子！米饭和老板", labels: ["food"]).ToHtml();
        string quote = Regex.Match(html, "<blockquote[^>]*>(.*?)</blockquote>").Groups[1].Value;
        Assert.Contains(">饺子</mark>", quote);
        Assert.Equal("饺子！米饭和老板", WebUtility.HtmlDecode(Regex.Replace(quote, "<[^>]*>", "")));
    }

    private IDataView Reviews()
    {
        string[] foods = ["面条", "饺子", "米饭"], people = ["服务员", "老板", "店员"], good = ["好", "不错"];
        Row[] rows =
        [
            .. from food in foods from adverb in good select new Row { Text = $"{food}很{adverb}！", Labels = ["food"] },
            .. from person in people from adverb in good select new Row { Text = $"{person}很{adverb}。", Labels = ["staff"] },
        ];
        return _ml.Data.LoadFromEnumerable(rows);
    }

    private IEstimator<ITransformer> ChineseWords(string outputColumnName, string inputColumnName)
        => _ml.Transforms.CopyColumns(nameof(ChineseText.ToSplit), inputColumnName)
            .Append(_ml.Transforms.CustomMapping<ChineseText, ChineseTokens>(ChineseWordsFactory.Split, ChineseWordsFactory.Contract))
            .Append(_ml.Transforms.CopyColumns(outputColumnName, nameof(ChineseTokens.Words)));

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public string[] Labels { get; set; } = [];
    }
}

public sealed class ChineseText
{
    public string ToSplit { get; set; } = "";
}

public sealed class ChineseTokens
{
    public string[] Words { get; set; } = [];
}

/// <summary>Byte-pair encoding with a vocabulary of a few words; a real one comes in the files of a language model.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ChineseWordsFactory : CustomMappingFactory<ChineseText, ChineseTokens>
{
    public const string Contract = nameof(ChineseWordsFactory);

    private static readonly Tokenizer s_tokenizer = Create("面 条", "饺 子", "米 饭", "服 务", "服务 员", "老 板", "店 员", "不 错");

    public static void Split(ChineseText text, ChineseTokens tokens)
        => tokens.Words = [.. s_tokenizer.EncodeToTokens(text.ToSplit, out _).Select(token => token.Value)
            .Where(word => char.IsLetter(word[0]))];

    public override Action<ChineseText, ChineseTokens> GetMapping() => Split;

    private static Tokenizer Create(params string[] merges)
    {
        string[] pieces = [.. merges.SelectMany(merge => merge.Split(' ').Append(merge.Replace(" ", ""))),
            .. "很好和！。".Select(c => c.ToString())];
        string vocabulary = $"{{{string.Join(',', pieces.Distinct().Select((piece, id) => $"\"{piece}\":{id}"))}}}";
        return BpeTokenizer.Create(new MemoryStream(Encoding.UTF8.GetBytes(vocabulary)),
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', merges))));
    }
}
