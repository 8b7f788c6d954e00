using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Follows features back through the stages of a model to the bag of words that they are made of.</summary>
internal sealed class FoldedFeatures
{
    private readonly IReadOnlyList<ITransformer> _stages;
    private readonly IRowToRowMapper[] _mappers;

    public FoldedFeatures(IReadOnlyList<ITransformer> stages, DataViewSchema input)
    {
        (_stages, _mappers) = (stages, new IRowToRowMapper[stages.Count]);
        for (int i = 0; i < stages.Count; i++) input = (_mappers[i] = stages[i].GetRowToRowMapper(input)).OutputSchema;
    }

    /// <summary>The blocks that a column after the last stage is made of, in order; null where it is not made of such.</summary>
    public IReadOnlyList<(BagColumn Words, FeatureBlock Features)>? BlocksOf(string columnName)
        => BlocksOf(new BagColumn(columnName, _stages.Count), 0);

    private List<(BagColumn Words, FeatureBlock Features)>? BlocksOf(BagColumn column, int first)
    {
        var (name, stages) = MakerOf(column);
        if (stages == 0) return null;
        ITransformer maker = _stages[stages - 1];
        BagColumn Read(string source) => new(source, stages - 1);
        if (Concatenation.PartsOf(maker, name) is { } parts) return SideBySide([.. parts.Select(Read)], first);
        if (UnitLength.SourceOf(maker, name) is { } scaled) return Scaled(BlocksOf(Read(scaled), first));
        return maker switch
        {
            SemanticConvolutionTransformer convolution =>
                [(MakerOf(Read(convolution.InputColumnName)), new(new ConvolutionMap(convolution.Matrix), first, UnitLength: false))],
            WordVectorAveragingTransformer mean =>
                [(MakerOf(Read(mean.InputColumnName)), new(new MeanMap(mean.Averager), first, UnitLength: true))],
            _ => null,
        };
    }

    private static List<(BagColumn, FeatureBlock)>? Scaled(List<(BagColumn Words, FeatureBlock Features)>? blocks)
        => blocks is [{ Features.UnitLength: false } only] ? [only with { Features = only.Features with { UnitLength = true } }] : null;

    private List<(BagColumn, FeatureBlock)>? SideBySide(BagColumn[] columns, int first)
    {
        List<(BagColumn, FeatureBlock)> all = [];
        foreach (var column in columns)
        {
            if (BlocksOf(column, first) is not { } blocks) return null;
            all.AddRange(blocks);
            first += blocks.Sum(block => block.Features.Map.FeatureCount);
        }
        return all;
    }

    /// <summary>The same column where it is made.</summary>
    private BagColumn MakerOf(BagColumn column)
    {
        int stages = column.Stages;
        while (stages > 0 && PassesOn(_mappers[stages - 1])) stages--;
        return column with { Stages = stages };

        bool PassesOn(IRowToRowMapper mapper) => RequiredStages.IsPassedOn(mapper.OutputSchema[column.Name], mapper);
    }

    /// <summary>A column as it is after some of the stages.</summary>
    internal readonly record struct BagColumn(string Name, int Stages);
}
