using Microsoft.Extensions.AI;
using MLNet.SemanticConv.Encoders;

namespace MLNet.SemanticConv.Cli;

/// <summary>The sentence encoder of an option <c>--encoder</c>.</summary>
internal static class Encoder
{
    /// <summary>The names that are no folders.</summary>
    public const string None = "none", MiniLM = "minilm";

    /// <summary>Opens an encoder whose embeddings are kept in a file.</summary>
    /// <param name="name">minilm, or a folder with an ONNX model as sentence-transformers has it.</param>
    /// <param name="cache">The file.</param>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">The folder or the cache is not what it should be.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> Open(string name, string cache)
    {
        SentenceEncoder encoder = name == MiniLM ? SentenceEncoder.MiniLM() : SentenceEncoder.Load(name);
        try
        {
            return new EmbeddingCache(encoder, cache);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }
}
