namespace MLNet.PipelineProfiler;

/// <summary>Which format a file's name asks for.</summary>
internal static class ProfileFile
{
    /// <summary>What makes the text of a file.</summary>
    /// <exception cref="ArgumentException">The name tells no format.</exception>
    public static Func<PipelineProfile, string> FormOf(string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        if (name.EndsWith(".speedscope.json", StringComparison.Ordinal))
            return profile => SpeedscopeFile.Write(profile, Path.GetFileName(path));
        if (name.StartsWith("callgrind.out", StringComparison.Ordinal)
            || name.EndsWith(".callgrind", StringComparison.Ordinal)) return CallgrindFile.Write;
        return Path.GetExtension(name) switch
        {
            ".json" => profile => profile.ToJson(),
            ".html" or ".htm" => profile => profile.ToHtml(),
            ".md" => profile => profile.ToMarkdown(),
            ".txt" => profile => $"{profile.ToTable()}\n{profile.ToLines()}\n{profile.ToMemoryLines()}",
            _ => throw new ArgumentException(
                $"'{path}' does not say the format: end it with .json, .html, .md, .txt, .speedscope.json or .callgrind, or "
                    + "start it with callgrind.out.",
                nameof(path)),
        };
    }
}
