using Microsoft.ML;

namespace MLNet.SemanticConv.Cli;

/// <summary>Features that are studied beside those of <see cref="FeaturePipeline"/>, and what they are learnt from.</summary>
internal static class StudyFeatures
{
    /// <summary>Documents as means of their words' vectors, alone and beside the bag; plain and the default with label names and without.</summary>
    private const string Mean = "mean", Both = "both", PlainWithNames = "plain+names", DefaultWithoutNames = "convolution";

    /// <summary>The methods that can be studied.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        [.. Enum.GetNames<Method>().Select(name => name.ToLowerInvariant()), Mean, Both, PlainWithNames, DefaultWithoutNames];

    /// <summary>Fits a method and applies it to the labelled and to the test rows.</summary>
    public static (IDataView Train, IDataView Test) Make(
        MLContext ml, string method, IDataView train, IDataView test, IDataView allText, WordVectors vectors, CancellationToken cancellationToken)
    {
        IEstimator<ITransformer> pipeline = method switch
        {
            Mean => FeaturePipeline.Weighted(ml).FittedOn(allText).Append(ml.Transforms.Text.AverageWordVectors("Features", "Weighted", vectors)),
            Both => FeaturePipeline.Weighted(ml).FittedOn(allText)
                .Append(ml.Transforms.Text.AverageWordVectors("Mean", "Weighted", vectors))
                .Append(ml.Transforms.NormalizeLpNorm("Weighted"))
                .Append(ml.Transforms.Concatenate("Features", "Weighted", "Mean")),
            PlainWithNames => FeaturePipeline.Plain(ml),
            DefaultWithoutNames => FeaturePipeline.Default(ml, allText, named: null, vectors, cancellationToken),
            _ => FeaturePipeline.Create(ml, Enum.Parse<Method>(method, ignoreCase: true), allText, train, vectors, cancellationToken),
        };
        IDataView examples = method is PlainWithNames or "default" ? ml.MultiLabelClassification.AppendLabelNames(train) : train;
        ITransformer features = pipeline.Fit(examples);
        return (features.Transform(examples), features.Transform(test));
    }
}
