using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>From the column Text to the column Features, by one of the methods.</summary>
internal static class FeaturePipeline
{
    private static readonly TfIdfOptions SmoothIdf = new() { SmoothIdf = true };

    /// <summary>Bag of words and TF-IDF of the text that the pipeline is fitted on.</summary>
    public static IEstimator<ITransformer> Plain(MLContext ml)
        => Bag(ml)
        .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Bag", SmoothIdf))
        .Append(ml.Transforms.NormalizeLpNorm("Features"));

    /// <summary>The published method: the counts are convolved, TF-IDF follows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="allText">Labelled and unlabelled text: the vocabulary and the document frequencies come from it.</param>
    /// <param name="vectors">Word vectors, trained on the same tokens.</param>
    public static IEstimator<ITransformer> Blog(MLContext ml, IDataView allText, WordVectors vectors)
        => Bag(ml)
        .Append(ml.Transforms.Text.ApplySemanticConvolution("Convolved", "Bag", vectors, CorrelationOptions.Blog))
        .Append(ml.Transforms.Text.NormalizeTfIdf("Features", "Convolved", SmoothIdf))
        .FittedOn(allText)
        .Append(ml.Transforms.NormalizeLpNorm("Features"));

    /// <summary>TF-IDF, then the convolution, as strong as helps the labelled rows that the pipeline is fitted on.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="allText">Labelled and unlabelled text: the vocabulary and the document frequencies come from it.</param>
    /// <param name="named">Labelled rows: the words of their labels' names belong to the vocabulary too. Null leaves them out.</param>
    /// <param name="vectors">Word vectors, trained on the same tokens.</param>
    /// <param name="cancellationToken">Ends the fitting.</param>
    public static IEstimator<ITransformer> Default(
        MLContext ml, IDataView allText, IDataView? named, WordVectors vectors, CancellationToken cancellationToken)
        => Weighted(ml, Bag(ml).FittedOn(named is null ? allText : ml.MultiLabelClassification.AppendLabelNames(allText, named)))
        .FittedOn(allText)
        .Append(ml.Transforms.Text.ApplySemanticConvolution("Convolved", "Weighted", vectors, "Labels", cancellationToken: cancellationToken))
        .Append(ml.Transforms.NormalizeLpNorm("Features", "Convolved"));

    /// <summary>The pipeline of a method, to be fitted on <see cref="Examples"/>.</summary>
    public static IEstimator<ITransformer> Create(
        MLContext ml, Method method, IDataView allText, IDataView labeled, WordVectors? vectors, CancellationToken cancellationToken) => method switch
        {
            Method.Plain => Plain(ml),
            Method.Blog => Blog(ml, allText, vectors!),
            _ => Default(ml, allText, labeled, vectors!, cancellationToken),
        };

    /// <summary>What a method learns from: the default method from the labels' names too.</summary>
    public static IDataView Examples(MLContext ml, Method method, IDataView labeled)
        => method == Method.Default ? ml.MultiLabelClassification.AppendLabelNames(labeled) : labeled;

    /// <summary>Bag of words and TF-IDF, in a column Weighted.</summary>
    public static IEstimator<ITransformer> Weighted(MLContext ml) => Weighted(ml, Bag(ml));

    private static IEstimator<ITransformer> Weighted(MLContext ml, IEstimator<ITransformer> bag)
        => bag.Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", SmoothIdf));

    private static IEstimator<ITransformer> Bag(MLContext ml)
        => Tokenizers.Create(ml).Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1));
}
