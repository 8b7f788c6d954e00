using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>One-vs-rest that scores the words of a bag without making the features that it learnt from: up to rounding the same
/// scores.</summary>
internal sealed class FoldedTagger : IRowTransformer
{
    private readonly OneVersusRestTransformer _tagger;
    private readonly string _columnName;
    private readonly FoldedModels _models;

    private FoldedTagger(OneVersusRestTransformer tagger, string columnName, FoldedModels models)
        => (_tagger, _columnName, _models) = (tagger, columnName, models);

    /// <summary>A model that ends in one-vs-rest, with all folded into it that is linear in the words.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The columns that it reads.</param>
    /// <returns>The folded model; the model itself where there is nothing to fold.</returns>
    public static ITransformer Fold(ITransformer model, DataViewSchema input)
    {
        ITransformer[] stages = [.. TransformerParts.Stages(model)];
        if (stages is not [.. var before, OneVersusRestTransformer { IsLinear: true } tagger]) return model;
        if (new FoldedFeatures(before, input).BlocksOf(tagger.FeatureColumnName) is not { Count: > 0 } blocks) return model;
        var words = blocks[0].Words;
        if (blocks.Any(block => block.Words != words)) return model;
        if (blocks.Sum(block => block.Features.Map.FeatureCount) != tagger.Linear.FeatureCount) return model;
        FoldedTagger folded = new(tagger, words.Name, new(tagger.Linear, [.. blocks.Select(block => block.Features)]));
        return new TransformerChain<ITransformer>([.. before[..words.Stages], folded]);
    }

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema)
        => _tagger.Bind(inputSchema, _columnName, _models.WordCount, _models.CreateScoring);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("Save the model that was folded.");
}
