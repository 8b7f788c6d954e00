using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Cli;

/// <summary>From the column Text to the column Features: the embedding of the text by an encoder, which is asked for each row. To compare
/// with; it cannot be saved.</summary>
internal sealed class SentenceEmbedding(MLContext ml, IEmbeddingGenerator<string, Embedding<float>> encoder) : IEstimator<ITransformer>
{
    private const int Batch = 2048;

    public ITransformer Fit(IDataView input)
    {
        // in batches, so that the rows find their embedding in the cache
        foreach (string[] texts in input.GetColumn<string>("Text").Chunk(Batch)) Encode(texts);
        int dimensions = Encode([""])[0].Vector.Length;
        SchemaDefinition output = SchemaDefinition.Create(typeof(Embedded));
        output[nameof(Embedded.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        return ml.Transforms.CustomMapping<PlainText, Embedded>((row, to) => to.Features = Encode([row.Text])[0].Vector.ToArray(), null,
            null, output).Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => ml.Transforms.CustomMapping<PlainText, Embedded>((_, _) => { }, null).GetOutputSchema(inputSchema);

    private GeneratedEmbeddings<Embedding<float>> Encode(string[] texts) => encoder.GenerateAsync(texts).GetAwaiter().GetResult();

    private sealed class Embedded
    {
        public float[] Features { get; set; } = [];
    }
}
