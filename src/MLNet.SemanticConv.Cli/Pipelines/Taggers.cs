using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>From the column Text to labels, by one of the methods.</summary>
internal static class Taggers
{
    private static readonly TfIdfOptions SmoothIdf = new() { SmoothIdf = true };

    /// <summary>The estimator of a method.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="method">The method.</param>
    /// <param name="allText">Labelled and unlabelled text; the plain method leaves it aside.</param>
    /// <param name="options">The vectors and how they are trained; the published method needs vectors, the plain one none.</param>
    /// <param name="trainer">What learns the labels from the column Features.</param>
    /// <param name="progress">Told how far the default method is.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static IEstimator<TransformerChain<OneVersusRestTransformer>> Create(
        MLContext ml, Method method, IDataView allText, SemanticTextOptions options, OneVersusRestEstimator trainer,
        IProgress<StepProgress>? progress, CancellationToken cancellationToken) => method switch
        {
            Method.Plain => Plain(ml).Append(trainer),
            Method.Blog => Blog(ml, allText, options.Vectors!).Append(trainer),
            _ => ml.MultiLabelClassification.Trainers.SemanticTagger(
                "Labels", "Text", allText, options, trainer, progress, cancellationToken),
        };

    /// <summary>Bag of words and TF-IDF of the text that the pipeline is fitted on: what there is without this library.</summary>
    public static IEstimator<ITransformer> Plain(MLContext ml)
        => Bag(ml)
        .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", SmoothIdf))
        .Append(ml.Transforms.NormalizeLpNorm("Features"));

    /// <summary>Bag of words and TF-IDF, in a column Weighted.</summary>
    public static IEstimator<ITransformer> Weighted(MLContext ml)
        => Bag(ml).Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", SmoothIdf));

    /// <summary>The published method: the counts of all text's words are convolved, TF-IDF follows.</summary>
    private static IEstimator<ITransformer> Blog(MLContext ml, IDataView allText, WordVectors vectors)
        => Bag(ml)
        .Append(ml.Transforms.Text.ApplySemanticConvolution("Convolved", "Bag", vectors, CorrelationOptions.Blog))
        .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Convolved", SmoothIdf))
        .FittedOn(allText)
        .Append(ml.Transforms.NormalizeLpNorm("Features"));

    // Words are made once and kept in memory for the passes that fit the rest.
    private static EstimatorChain<ITransformer> Bag(MLContext ml)
        => Tokenizers.Create(ml).AppendCacheCheckpoint(ml).Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1));
}
