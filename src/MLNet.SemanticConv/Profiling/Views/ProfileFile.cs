namespace MLNet.SemanticConv.Profiling;

/// <summary>Which format a file's name asks for.</summary>
internal static class ProfileFile
{
    public static string Text(PipelineProfile profile, string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        if (name.EndsWith(".speedscope.json", StringComparison.Ordinal)) return SpeedscopeFile.Write(profile, Path.GetFileName(path));
        if (name.StartsWith("callgrind.out", StringComparison.Ordinal)
            || name.EndsWith(".callgrind", StringComparison.Ordinal)) return CallgrindFile.Write(profile);
        return Path.GetExtension(name) switch
        {
            ".json" => profile.ToJson(),
            ".html" or ".htm" => profile.ToHtml(),
            ".md" => profile.ToMarkdown(),
            ".txt" => $"{profile.ToTable()}\n{profile.ToLines()}\n{profile.ToMemoryLines()}",
            _ => throw new ArgumentException(
                $"'{path}' tells no format: end it with .json, .html, .md, .txt, .speedscope.json or .callgrind, or start it with callgrind.out.",
                nameof(path)),
        };
    }
}
