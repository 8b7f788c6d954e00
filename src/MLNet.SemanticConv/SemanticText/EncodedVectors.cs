using Microsoft.Extensions.AI;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>What an encoder says of the words of a bag.</summary>
/// <param name="OfWords">The embeddings of the words, each alone.</param>
/// <param name="Distilled">The vectors whose mean is about the embedding of a text.</param>
internal sealed record EncodedVectors(WordVectors OfWords, WordVectors Distilled)
{
    // The words alone are quickly encoded beside the texts.
    private const double ShareOfWords = 0.1, ShareOfTexts = 0.8;

    /// <param name="data">All text with its bag of words.</param>
    /// <param name="bagName">The column of the bag, weighted.</param>
    /// <param name="textName">The column of text.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="options">How it is distilled.</param>
    /// <param name="progress">Receives progress reports.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static EncodedVectors Learn(
        IDataView data, string bagName, string textName, IEmbeddingGenerator<string, Embedding<float>> encoder,
        DistillationOptions options, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        Tell(0);
        string[] words = Columns.SlotNames(data.Schema[bagName]);
        var encoding = new InlineProgress<StepProgress>(p => Tell(ShareOfWords * p.Fraction));
        var ofWords = WordVectors.Encode(words, encoder, encoding, cancellationToken);
        var distilling = new InlineProgress<StepProgress>(p => Tell(p.Step == VectorDistiller.Solving
            ? ShareOfWords + ShareOfTexts + (1 - ShareOfWords - ShareOfTexts) * p.Fraction
            : ShareOfWords + ShareOfTexts * p.Fraction));
        var distilled = new VectorDistiller(options).Distill(data, bagName, textName, encoder, ofWords, distilling, cancellationToken);
        return new(ofWords, distilled);

        void Tell(double done) => progress?.Report(new(SemanticTextSteps.Distilling, (long)(1000 * done), 1000));
    }
}
