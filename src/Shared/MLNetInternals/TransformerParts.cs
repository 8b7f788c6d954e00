using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Shared;

/// <summary>What ML.NET's chains of transformers consist of, which they do not expose.</summary>
internal static class TransformerParts
{
    /// <summary>The links of a <see cref="TransformerChain{TLastTransformer}"/>, or null where the transformer is no chain.</summary>
    public static (ITransformer Transformer, TransformerScope Scope)[]? Of(ITransformer transformer)
        => transformer is ITransformerChainAccessor { Transformers.Length: > 0 } chain ? [.. chain.Transformers.Zip(chain.Scopes)] : null;

    /// <summary>The links of a chain, those of chains in it included, or the transformer itself.</summary>
    public static IEnumerable<ITransformer> Stages(ITransformer transformer)
        => Of(transformer) is { } links ? links.SelectMany(link => Stages(link.Transformer)) : [transformer];
}
