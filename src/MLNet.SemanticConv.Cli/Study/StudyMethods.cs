using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.English;

namespace MLNet.SemanticConv.Cli;

/// <summary>Methods that can be studied: those of <see cref="Method"/> and some that show what each part of the default one is
/// worth.</summary>
internal static class StudyMethods
{
    /// <summary>Documents as means of their words' vectors, alone and beside the bag; label names and the convolution, each by itself and
    /// together, without what the default learns from text that has no labels.</summary>
    private const string Mean = "mean", Both = "both", PlainWithNames = "plain+names", Convolution = "convolution",
        NamesAndConvolution = "names+convolution";

    /// <summary>The default with the vectors of English words that come with the tool.</summary>
    private const string WithEnglish = "english";

    /// <summary>The default with what MiniLM knows, and what users pick today: its embeddings of texts and of the labels' names, and a
    /// linear SVM.</summary>
    public const string Encoded = "encoder", EmbeddingSvm = "embedding+svm";

    /// <summary>The one with what MiniLM knows, taught by the other, which tags the text that has no labels.</summary>
    private const string Student = "student";

    private const string Weight = "Weight";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<Method>().Select(name => name.ToLowerInvariant()), Mean, Both, PlainWithNames, Convolution, NamesAndConvolution,
            WithEnglish, Encoded, EmbeddingSvm, Student];

    /// <summary>Those that need no encoder.</summary>
    public static IReadOnlyList<string> WithoutEncoder { get; } = [.. Names.Where(name => !NeedsEncoder(name))];

    /// <summary>Whether a method needs an encoder.</summary>
    public static bool NeedsEncoder(string method) => method is Encoded or EmbeddingSvm or Student;

    /// <summary>The method that is studied where no other is asked for.</summary>
    public static string Default { get; } = nameof(Method.Default).ToLowerInvariant();

    /// <summary>Learns to tag text by a method.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="method">One of <see cref="Names"/>.</param>
    /// <param name="labeled">The labelled rows.</param>
    /// <param name="allText">Their text and all other.</param>
    /// <param name="known">The word vectors, and labels that methods which learn from names know without a row.</param>
    /// <param name="encoder">The encoder, where the method needs one.</param>
    /// <param name="createTrainer">Makes the trainer for how the default method makes features, null where another does.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static TransformerChain<OneVersusRestTransformer> Train(
        MLContext ml, string method, IDataView labeled, IDataView allText, SemanticTextOptions known,
        IEmbeddingGenerator<string, Embedding<float>>? encoder, Func<SemanticTextOptions?, OneVersusRestEstimator> createTrainer,
        CancellationToken cancellationToken)
    {
        IDataView rows = method switch
        {
            PlainWithNames or EmbeddingSvm => ml.MultiLabelClassification.AppendLabelNames(labeled),
            Student => ml.MultiLabelClassification.AppendTaggedTexts(
                labeled,
                Train(ml, EmbeddingSvm, labeled, allText, known, encoder, createTrainer, cancellationToken).Transform(allText)),
            _ => labeled,
        };
        SemanticTextOptions options = known with
        {
            KnownLabels = method == Convolution ? [] : known.KnownLabels,
            LearnFromLabelNames = method != Convolution,
            LearnFromUnlabeledText = method is not (Convolution or NamesAndConvolution),
            GeneralVectors = method == WithEnglish ? EnglishVectors.Load() : null,
            Encoder = encoder,
            ExampleWeightColumnName = method == Student ? Weight : null,
        };
        // What an encoder knows wants a lower cost, with features of ours or without.
        OneVersusRestEstimator trainer = createTrainer(method switch
        {
            Convolution or NamesAndConvolution or WithEnglish or Encoded or Student => options,
            EmbeddingSvm => options with { LearnFromLabelNames = false },
            _ => method == Default ? options : null,
        });
        IEstimator<TransformerChain<OneVersusRestTransformer>> Tagger(Method named)
            => Taggers.Create(ml, named, allText, options, trainer, progress: null, cancellationToken);
        return (method switch
        {
            Mean => Weighted(ml, allText)
                .Append(ml.Transforms.Text.AverageWordVectors("Features", "Weighted", known.Vectors!))
                .Append(trainer),
            Both => Weighted(ml, allText)
                .Append(ml.Transforms.Text.AverageWordVectors("Mean", "Weighted", known.Vectors!))
                .Append(ml.Transforms.NormalizeLpNorm("Weighted"))
                .Append(ml.Transforms.Concatenate("Features", "Weighted", "Mean"))
                .Append(trainer),
            PlainWithNames => Tagger(Method.Plain),
            Convolution or NamesAndConvolution or WithEnglish or Encoded or Student => Tagger(Method.Default),
            EmbeddingSvm => new SentenceEmbedding(ml, encoder!).Append(trainer),
            _ => Tagger(Enum.Parse<Method>(method, ignoreCase: true)),
        }).Fit(rows);
    }

    private static IEstimator<ITransformer> Weighted(MLContext ml, IDataView allText) => Taggers.Weighted(ml).FittedOn(allText);
}
