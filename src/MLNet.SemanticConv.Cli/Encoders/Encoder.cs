using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace MLNet.SemanticConv.Cli;

/// <summary>The sentence encoder of an option <c>--encoder</c>.</summary>
internal static class Encoder
{
    /// <summary>The names that are no folders.</summary>
    public const string None = "none", English = "english", MiniLM = "minilm";

    /// <summary>Whether a name is that of an encoder, not of none or of vectors that one made.</summary>
    public static bool IsNamedBy(string name) => name is not (None or English);

    /// <summary>Opens an encoder whose embeddings are kept in a file.</summary>
    /// <param name="name">minilm, or a folder with an ONNX model in the layout of sentence-transformers.</param>
    /// <param name="cache">The file.</param>
    /// <exception cref="FileNotFoundException">No encoders are installed, or the folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">The folder or the cache is not what it should be.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> Open(string name, string cache)
    {
        IEmbeddingGenerator<string, Embedding<float>> encoder = Open(name);
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

    // By reflection, for the package is several times the size of the tool and is installed only where it is wanted.
    private static IEmbeddingGenerator<string, Embedding<float>> Open(string name)
    {
        Type encoders = InstalledEncoders.Load().GetType("MLNet.SemanticConv.Encoders.SentenceEncoder", throwOnError: true)!;
        (string method, object?[] arguments) = name == MiniLM ? ("MiniLM", new object?[] { null }) : ("Load", [name, null]);
        try
        {
            return (IEmbeddingGenerator<string, Embedding<float>>)encoders.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
