using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Transforms;

public class TokenizeIntoNormalizedWordsTests
{
    [Theory]
    [InlineData("Great Screen,but the BATTERY...", "great screen but the battery")]
    [InlineData("don't (ever) buy/eat <this>", "don t ever buy eat this")]
    [InlineData("naïve Café №5 — “quoted”, it’s 3.5", "naïve café №5 quoted it s 3 5")]
    [InlineData("snake_case e-mail\ttab\u00A0nbsp", "snake_case e mail tab nbsp")]
    [InlineData("", "")]
    public void WordsAreLowerCase_AndEndAtSpaceAndPunctuation(string text, string expected)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Texts(text);
        var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(data).Transform(data);
        Assert.Equal(expected, string.Join(' ', tokens.GetColumn<string[]>("Tokens").Single()));
    }

    [Fact]
    public void Any_text_is_split_as_strings_are()
    {
        var ml = new MLContext(seed: 1);
        char[] separators = [.. SemanticConvolutionCatalog.WordSeparators];
        var characters = Gen.OneOf(Gen.Char["abz_ß日"], Gen.Char[new string(separators)], Gen.Const(' '));
        characters.Array[0, 40].Select(text => new string(text)).Array[1, 10].Sample(texts =>
        {
            var data = ml.Texts(texts);
            var tokens = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(data).Transform(data).GetColumn<string[]>("Tokens");
            return tokens.Select(words => string.Join('|', words))
                .SequenceEqual(texts.Select(text => string.Join('|', text.Split(separators, StringSplitOptions.RemoveEmptyEntries))));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void TheBagHasTheSameWords()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Texts("Screen,but", "BUT screen!");
        var bag = ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1)).Fit(data).Transform(data);
        Assert.Equal(["screen", "but"], bag.SlotNames("Bag"));
        Assert.Equal([[1, 1], [1, 1]], bag.Floats("Bag"));
    }
}
