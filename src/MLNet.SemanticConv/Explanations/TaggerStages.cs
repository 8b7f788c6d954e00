using Microsoft.ML;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>The stages of a model up to the one that gives the labels.</summary>
/// <param name="All">Them, in order.</param>
internal sealed record TaggerStages(IReadOnlyList<ITransformer> All)
{
    /// <summary>The last of them.</summary>
    public OneVersusRestTransformer Tagger => (OneVersusRestTransformer)All[^1];

    /// <summary>What splits text into words: the model's own stage or, where it has another, the one that comes nearest.</summary>
    public NormalizedWords CreateSplit() => All.OfType<WordTokenizingTransformer>().FirstOrDefault()?.CreateSplit() ?? new();

    /// <exception cref="ArgumentException">The model has no one-vs-rest stage.</exception>
    public static TaggerStages Of(ITransformer model)
    {
        var stages = TransformerParts.Stages(model).ToList();
        int last = stages.FindLastIndex(stage => stage is OneVersusRestTransformer);
        return last >= 0 ? new(stages[..(last + 1)]) : throw new ArgumentException(
            "The model has no one-vs-rest stage, such as ml.MultiLabelClassification.Trainers.OneVersusRest fits.", nameof(model));
    }
}
