using System.IO.Compression;

namespace MLNet.SemanticConv;

/// <summary>The names within a model file: ML.NET follows them as deep as they go and takes the last of two that are equal.</summary>
internal static class ModelPaths
{
    /// <summary>The deepest that a part may lie; ML.NET loads each level inside a call of the level above.</summary>
    public const int MaximumDepth = 32;

    private static readonly string[] s_roots = ["TransformerChain/Model.key", "TransformerChain/Model.bin", "Model.key", "Model.bin"];

    /// <exception cref="InvalidDataException">A name is absolute, leads upwards, is too deep or is there twice, or no name is that of a
    /// model.</exception>
    public static void Check(IEnumerable<ZipArchiveEntry> entries)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            // old versions of ML.NET wrote the separator of Windows
            string path = entry.FullName.Replace('\\', '/');
            if (path.Contains("..", StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal)
                || path.StartsWith('/') || path.Any(char.IsControl))
                throw new InvalidDataException($"its part {path.ReplaceLineEndings(" ")} has a name that no model has");
            if (path.Count(c => c == '/') > MaximumDepth)
                throw new InvalidDataException($"its parts lie more than {MaximumDepth} folders deep");
            if (!seen.Add(path)) throw new InvalidDataException($"its part {path} is there twice");
        }
        if (!s_roots.Any(seen.Contains)) throw new InvalidDataException("it holds no model of ML.NET");
    }

    /// <summary>Whether ML.NET loads a part from this entry, rather than data that a part asks for.</summary>
    public static bool IsPart(ZipArchiveEntry entry)
        => entry.FullName.Replace('\\', '/').Split('/')[^1].ToUpperInvariant() is "MODEL.KEY" or "MODEL.BIN";
}
