using System.Security.Cryptography;
using System.Text;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Names by content.</summary>
internal static class Hash
{
    private const int Length = 32;

    /// <summary>A name of some words.</summary>
    public static string Of(params IEnumerable<string> words)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))))[..Length];

    /// <summary>A name of a file's content.</summary>
    public static string OfContent(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));
}
