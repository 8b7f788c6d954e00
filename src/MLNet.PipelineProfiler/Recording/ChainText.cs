using System.Text.RegularExpressions;

namespace MLNet.PipelineProfiler;

/// <summary>An expression of C# that makes a pipeline, split at its calls of Append.</summary>
/// <param name="Source">The text of the whole file.</param>
/// <param name="Start">Where the expression starts in it.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ChainText(string Source, int Start, int End)
{
    private static readonly Regex Call = new(@"\G\.\s*(Append|AppendCacheCheckpoint|FittedOn)\s*(?:<[^()]*>)?\s*\(");
    private static readonly Regex Identifier = new(@"^[\p{L}_][\p{L}\p{Nd}_]*$");

    public string Text => Source[Start..End].Trim();

    /// <summary>The line that the expression starts on, counted from 1.</summary>
    public int Line
    {
        get
        {
            int start = Start;
            while (start < End && char.IsWhiteSpace(Source[start])) start++;
            return Source.AsSpan(0, start).Count('\n') + 1;
        }
    }

    /// <summary>The head and the argument of each Append; the head alone where there is none.</summary>
    public List<ChainText> Links()
    {
        var links = new List<ChainText>();
        int headEnd = -1, depth = 0;
        for (int i = Start; i < End; i = Next(i))
        {
            char c = Source[i];
            if (depth == 0 && c == '.')
            {
                var call = Call.Match(Source, i, End - i);
                if (call.Success && call.Index == i)
                {
                    if (headEnd < 0) headEnd = i;
                    int open = i + call.Length - 1, close = Close(open);
                    if (call.Groups[1].Value == "Append") links.Add(new(Source, open + 1, close));
                    else if (call.Groups[1].Value == "FittedOn") (links, headEnd) = ([], i);   // what comes before is one link
                    if (close == End) break;
                    i = close;
                    continue;
                }
            }
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
        }
        links.Insert(0, new(Source, Start, headEnd < 0 ? End : headEnd));
        return links;
    }

    /// <summary>What the variable that this is was last set to before a place in the file; null where this is no variable, or none is
    /// found.</summary>
    public ChainText? Definition(int before)
    {
        string name = Text;
        if (!Identifier.IsMatch(name)) return null;
        var set = Regex.Matches(Source[..before], $@"\b{Regex.Escape(name)}\s*=(?![=>])").LastOrDefault();
        if (set is null) return null;
        var rest = new ChainText(Source, set.Index + set.Length, Source.Length);
        int depth = 0, i = rest.Start;
        for (; i < Source.Length; i = rest.Next(i))
        {
            char c = Source[i];
            if (depth == 0 && c is ';' or ',') break;
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0) break;
        }
        return rest with { End = i };
    }

    // Strings, characters and comments are passed over whole.
    private int Next(int i)
    {
        char c = Source[i], next = i + 1 < Source.Length ? Source[i + 1] : '\0';
        if (c == '/' && next == '/') return Find("\n", i, 0);
        if (c == '/' && next == '*') return Find("*/", i + 2, 2);
        if (c is not ('"' or '\'')) return i + 1;
        bool isVerbatim = i > 0 && Source[i - 1] == '@';
        for (int j = i + 1; j < Source.Length; j++)
        {
            if (Source[j] == '\\' && !isVerbatim) j++;
            else if (Source[j] == c) return j + 1;
        }
        return Source.Length;
    }

    private int Close(int open)
    {
        int depth = 0;
        for (int i = open; i < End; i = Next(i))
        {
            if (Source[i] is '(' or '[' or '{') depth++;
            if (Source[i] is ')' or ']' or '}' && --depth == 0) return i;
        }
        return End;
    }

    private int Find(string text, int from, int after)
        => Source.IndexOf(text, Math.Min(from, Source.Length), StringComparison.Ordinal) is >= 0 and int at ? at + after : Source.Length;
}
