using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>From the column Text to the column Tokens.</summary>
internal static class Tokenizers
{
    /// <summary>The tokenizer of a <c>--tokens</c> option.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="name"><c>words</c>: that of training. <c>spaces</c>: the text is already split by white space.</param>
    public static IEstimator<ITransformer> Create(MLContext ml, string name = "words")
        => name == "spaces"
        ? ml.Transforms.Text.TokenizeIntoWords("Tokens", "Text", [' ', '\t'])
        : ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
}
