namespace MLNet.SemanticConv.Tests.SemanticText;

public sealed class GeneralWordsTests
{
    private static readonly WordVectors Vectors = new(["the", "soup", "was", "it"], new float[] { 1, 2, 3, 4 }, 1);

    [Theory]
    [InlineData("the soup was cold", 0.75)]
    [InlineData("die suppe war kalt", 0)]
    [InlineData("the the the broth", 0.75)]
    [InlineData("was it a 5 4star s", 1)]   // letters alone, and two of them at least
    [InlineData("", 0)]
    [InlineData("1 2 3", 0)]
    public void It_is_the_share_of_the_words_that_are_known(string text, double share)
    {
        var row = new TokenRow { Tokens = [.. text.Split(' ').Select(word => word.AsMemory())] };
        Assert.Equal(share, GeneralWords.ShareOf([row], Vectors));
    }
}
