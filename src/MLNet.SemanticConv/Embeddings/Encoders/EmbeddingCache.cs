using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv;

/// <summary>
/// An encoder that keeps what it has encoded in a file: a text is encoded once over all runs, and a run that was killed resumes where it
/// ended. Encoding is what takes the time when vectors are made with an encoder.
/// </summary>
/// <remarks>
/// The file holds for each text 16 bytes of its SHA-256 hash and its d values as floats; embeddings are added at its end as they come. If a
/// kill has cut off its end, the incomplete part is dropped when the file is next opened. Only one process may have it open at a time; any
/// number of its threads may use it. A file belongs to one encoder: it stores the name of the model, and is refused for another.
/// </remarks>
/// <example>
/// <code>
/// var cache = new EmbeddingCache(encoder, "models/embeddings.bin");
/// var words = WordVectors.Encode(vectors.Words, cache);   // at once when it is done again
/// cache.Dispose();
/// </code>
/// </example>
public sealed class EmbeddingCache : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingFile _file;
    private readonly string? _model;

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="encoder">The encoder; it is disposed with this.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="InvalidDataException">The file is not a cache of embeddings, or one of another encoder.</exception>
    /// <exception cref="IOException">The file cannot be opened, for example because another process has it open.</exception>
    public EmbeddingCache(IEmbeddingGenerator<string, Embedding<float>> encoder, string path) : base(encoder)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _model = encoder.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId;
        _file = new(path, _model ?? "");
    }

    /// <summary>The number of texts whose embeddings are kept.</summary>
    public int Count => _file.Count;

    /// <summary>Takes embeddings from the file and has the encoder make the others.</summary>
    /// <param name="values">The texts.</param>
    /// <param name="options">Passed on to the encoder. Embeddings of several models or numbers of dimensions must not share a file.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>An embedding for each text, in the order of the texts.</returns>
    /// <exception cref="InvalidOperationException">The encoder gives embeddings of another length than those that are kept.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] texts = [.. values];
        float[]?[] vectors = Array.ConvertAll(texts, _file.Find);
        string[] missing = [.. texts.Where((_, i) => vectors[i] is null).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            var generated = await base.GenerateAsync(missing, options, cancellationToken).ConfigureAwait(false);
            _file.Add(missing, [.. generated.Select(embedding => embedding.Vector)]);
            vectors = Array.ConvertAll(texts, _file.Find);
        }
        return new(vectors.Select(vector => new Embedding<float>(vector!) { ModelId = _model }));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
