namespace MLNet.SemanticConv.Cli;

/// <summary>
/// What a session writes: the answers, which are labelled text and nothing else, and beside them what it has to remember, the texts that
/// were skipped and the curve. The second file is also what keeps two sessions apart.
/// </summary>
internal sealed class LabelingFiles : IDisposable
{
    private readonly AppendedLines _answers, _session;

    private LabelingFiles(AppendedLines answers, AppendedLines session) => (_answers, _session) = (answers, session);

    /// <summary>The answers that are there.</summary>
    public required List<Answer> Answers { get; init; }

    /// <summary>The texts that were skipped.</summary>
    public required HashSet<string> Skipped { get; init; }

    /// <summary>The curve.</summary>
    public required List<QualityPoint> Curve { get; init; }

    /// <summary>Opens both, which need not be there yet.</summary>
    /// <param name="path">The answers.</param>
    /// <param name="note">Told what an interrupted write has left, which is cut off.</param>
    /// <exception cref="FormatException">A line is wrong: the message names it.</exception>
    /// <exception cref="IOException">Another session has the files.</exception>
    public static LabelingFiles Open(string path, Action<string> note)
    {
        string beside = SessionOf(path);
        Mend(beside, note);
        SessionEvent[] events = [.. SessionEvent.Read(beside)];
        AppendedLines session = Hold(() => new AppendedLines(beside, FileShare.None), beside);
        try
        {
            Mend(path, note);
            List<Answer> answers = [.. Answer.Read(path)];
            return new(new(path, FileShare.Read), session)
            {
                Answers = answers,
                Skipped = SkippedIn(events),
                Curve = [.. events.Select(happened => happened.Quality).OfType<QualityPoint>()],
            };
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>What a session remembers beside its answers.</summary>
    public static string SessionOf(string path) => Path.ChangeExtension(path, ".session.jsonl");

    /// <summary>Writes an answer to the disk.</summary>
    /// <returns>Takes it back.</returns>
    public Action Add(Answer answer)
    {
        long start = _answers.Append(answer);
        Answers.Add(answer);
        return () =>
        {
            _answers.CutAt(start);
            Answers.RemoveAt(Answers.Count - 1);
        };
    }

    /// <summary>Writes that a text was skipped.</summary>
    /// <returns>Takes it back.</returns>
    public Action Skip(string text)
    {
        _session.Append(new SessionEvent { Skipped = text });
        Skipped.Add(text);
        return () =>
        {
            _session.Append(new SessionEvent { Unskipped = text });
            Skipped.Remove(text);
        };
    }

    /// <summary>Writes a point of the curve.</summary>
    public void Add(QualityPoint point)
    {
        _session.Append(new SessionEvent { Quality = point });
        Curve.Add(point);
    }

    public void Dispose()
    {
        _answers.Dispose();
        _session.Dispose();
    }

    private static void Mend(string file, Action<string> note)
    {
        if (Hold(() => AppendedLines.Repair(file), file) is { } rest)
            note($"{file}: its last line was incomplete and has been removed: {rest}");
    }

    private static T Hold<T>(Func<T> open, string file)
    {
        try
        {
            return open();
        }
        catch (IOException exception)
        {
            throw new IOException($"{file} cannot be written: {exception.Message} Is another 'semconv label' writing to it?", exception);
        }
    }

    private static HashSet<string> SkippedIn(SessionEvent[] events)
    {
        HashSet<string> skipped = new(StringComparer.Ordinal);
        foreach (SessionEvent happened in events)
        {
            if (happened.Skipped is { } text) skipped.Add(text);
            if (happened.Unskipped is { } again) skipped.Remove(again);
        }
        return skipped;
    }
}
