namespace MLNet.SemanticConv.Cli;

/// <summary>
/// What is asked and what was answered, for any number of threads. What is answered is on the disk before the next question is shown.
/// </summary>
internal sealed class LabelingSession(
    LabelingFiles files, LabelingTrainer trainer, TextTagger tagger, HashSet<string> settled, int retrainEvery)
{
    private const int SmallestBatch = 30, GreatestBatch = 200;

    private readonly Lock _gate = new();
    private readonly LinkedList<Question> _next = [];
    private readonly Stack<(Question Question, Action TakeBack)> _done = [];
    private TextTagger _tagger = tagger;
    private QuestionView? _shown;
    private WorkView? _work;
    private string? _problem;
    private bool _exhausted;
    private int _number, _learnt = files.Answers.Count;

    /// <summary>Released when the background has something to do.</summary>
    public SemaphoreSlim Changed { get; } = new(0);

    /// <summary>The model whose suggestions are shown.</summary>
    public TextTagger Tagger
    {
        get
        {
            lock (_gate) return _tagger;
        }
    }

    /// <summary>Whether there are answers enough to learn from.</summary>
    public bool IsTrainingDue
    {
        get
        {
            lock (_gate) return files.Answers.Count >= _learnt + retrainEvery;
        }
    }

    /// <summary>Whether texts run short though there may be more.</summary>
    public bool NeedsTexts
    {
        get
        {
            lock (_gate) return !_exhausted && _next.Count <= BatchSize / 4;
        }
    }

    /// <summary>How many texts to choose at a time: enough to go on while a model is trained.</summary>
    public int BatchSize => Math.Clamp(3 * retrainEvery, SmallestBatch, GreatestBatch);

    /// <summary>The answers so far, to learn from.</summary>
    public Answer[] TakeAnswers()
    {
        lock (_gate)
        {
            _learnt = files.Answers.Count;
            return [.. files.Answers];
        }
    }

    /// <summary>The answers so far.</summary>
    public Answer[] Answers()
    {
        lock (_gate) return [.. files.Answers];
    }

    /// <summary>The texts that are not to be chosen.</summary>
    public HashSet<string> Settled()
    {
        lock (_gate) return [.. settled, .. files.Answers.Select(answer => answer.Text), .. files.Skipped];
    }

    /// <summary>Takes over a model, with a point of the curve.</summary>
    public void Take(TextTagger next, QualityPoint? quality)
    {
        lock (_gate)
        {
            _tagger = next;
            if (quality is not null) files.Add(quality);
        }
    }

    /// <summary>Takes over texts to ask in place of those that wait; the one that is shown stays.</summary>
    public void Take(IReadOnlyList<LabelingCandidate> chosen)
    {
        lock (_gate)
        {
            HashSet<string> gone = Settled();
            Question? shown = _shown is null ? null : _next.First?.Value;
            _next.Clear();
            if (shown is not null) _next.AddLast(shown);
            foreach (Question question in Question.Spread(chosen, trainer.NeedsHeldOut))
                if (!gone.Contains(question.Candidate.Text) && question.Candidate.Text != shown?.Candidate.Text) _next.AddLast(question);
            _exhausted = chosen.Count < BatchSize;
        }
    }

    /// <summary>Tells what the background does, or null for nothing, and what went wrong.</summary>
    public void Report(WorkView? work, string? problem)
    {
        lock (_gate) (_work, _problem) = (work, problem);
    }

    /// <summary>Answers the question that is shown.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="labels">Its labels, or null to skip it.</param>
    /// <returns>False where another question is shown.</returns>
    /// <exception cref="IOException">It cannot be written; the question stays.</exception>
    public bool Answer(int number, string[]? labels)
    {
        lock (_gate)
        {
            if (_shown?.Number != number || _next.First?.Value is not { } question) return false;
            Action takeBack = labels is null
                ? files.Skip(question.Candidate.Text)
                : files.Add(new Answer(question.Candidate.Text, labels, question.HeldOut));
            _done.Push((question with { Answered = labels }, takeBack));
            _next.RemoveFirst();
            _shown = null;
            if (IsTrainingDue) _work ??= new("Training", 0);   // as it will be in a moment
        }
        Changed.Release();
        return true;
    }

    /// <summary>Takes the last answer of this session back and asks its question again.</summary>
    public void Undo()
    {
        lock (_gate)
        {
            if (!_done.TryPop(out var last)) return;
            last.TakeBack();
            _learnt = Math.Min(_learnt, files.Answers.Count);
            _next.AddFirst(last.Question);
            _shown = null;
        }
    }

    /// <summary>What the page shows.</summary>
    public LabelingView View()
    {
        lock (_gate)
        {
            if (_shown is null && _next.First?.Value is { } question) _shown = Show(question);
            return new(
                _shown, _shown is null && _exhausted && _work is null, _done.Count > 0,
                files.Answers.Count, files.Answers.Count(answer => answer.HeldOut), files.Skipped.Count,
                Math.Max(0, _learnt + retrainEvery - files.Answers.Count), _work, _problem,
                [.. trainer.LabelsOf(files.Answers).Concat(_tagger.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. files.Curve]);
        }
    }

    private QuestionView Show(Question question) => new(
        ++_number, question.Candidate.Text, question.Candidate.Why, question.Candidate.Reason == LabelingReason.Random, question.HeldOut,
        SuggestedTag.For(_tagger, question.Candidate), question.Answered);
}
