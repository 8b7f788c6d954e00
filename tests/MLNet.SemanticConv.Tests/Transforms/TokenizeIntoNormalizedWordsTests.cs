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
