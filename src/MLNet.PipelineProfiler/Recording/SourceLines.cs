namespace MLNet.PipelineProfiler;

/// <summary>
/// Finds the line of C# that appended each stage: the compiler tells where Profile was called and on what; from there the source is read,
/// where the file is at hand. What the text says is taken only where it has as many parts as the pipeline.
/// </summary>
internal static class SourceLines
{
    public static void Assign(Recorder recorder, CallSite site)
    {
        var stages = recorder.Stages.Where(stage => stage.Place.Length > 0 && !stage.IsCache).ToArray();
        string? text = Read(site.File);
        if (text is null)
        {
            if (site.Expression.Length > 0) Assign(stages, [], new(site.Expression, 0, site.Expression.Length), site);
            return;
        }
        int end = EndOfLine(text, site.Line);
        int at = text.LastIndexOf(site.Expression, Math.Min(end + site.Expression.Length, text.Length - 1), StringComparison.Ordinal);
        if (at >= 0 && site.Expression.Length > 0) Assign(stages, [], new(text, at, at + site.Expression.Length), site);
    }

    private static void Assign(Stage[] all, int[] place, ChainText expression, CallSite site)
    {
        var below = all.Where(stage => stage.Place.Length > place.Length && stage.Place.AsSpan().StartsWith(place)).ToArray();
        if (all.FirstOrDefault(stage => stage.Place.AsSpan().SequenceEqual(place)) is { } exact) exact.Source = At(expression, site);
        if (below.Length == 0) return;
        int count = below.Max(stage => stage.Place[place.Length]);
        var links = expression.Links();
        while (links.Count < count)
        {
            // A head that is a chain of its own: a variable, or what was fitted on a corpus.
            var head = links[0];
            var inner = head.Definition(head.Start) ?? head;
            var more = inner.Links();
            if (more.Count == 1 && inner.Start == head.Start) break;
            links.RemoveAt(0);
            links.InsertRange(0, more);
        }
        if (links.Count == count)
        {
            for (int i = 0; i < count; i++) Assign(all, [.. place, i + 1], links[i], site);
            return;
        }
        foreach (var stage in below) stage.Source ??= At(expression, site);
    }

    private static SourceLine At(ChainText text, CallSite site)
    {
        bool isWholeFile = !ReferenceEquals(text.Source, site.Expression);
        int line = text.Line;
        string shown = string.Join(' ', text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new(site.File, isWholeFile ? line : 0, shown);
    }

    private static string? Read(string file)
    {
        try
        {
            return file.Length > 0 && File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int EndOfLine(string text, int line)
    {
        int at = -1;
        for (int i = 0; i < line; i++)
        {
            at = text.IndexOf('\n', at + 1);
            if (at < 0) return text.Length;
        }
        return at;
    }
}
