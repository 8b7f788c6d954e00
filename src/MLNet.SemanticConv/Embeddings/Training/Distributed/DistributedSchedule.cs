namespace MLNet.SemanticConv;

/// <summary>
/// Hands out the steps of a run: words are counted part by part, then the text is encoded, then each stretch is sorted and trained. As on
/// one machine (<see cref="EpochSchedule"/>) each part of the vectors has its buckets in the order of rounds, so the same bits come out.
/// </summary>
internal sealed class DistributedSchedule
{
    /// <summary>One stretch is trained, and another one sorted meanwhile.</summary>
    private const int MostStretches = 2;

    private readonly Word2VecOptions _options;
    private readonly HashSet<string> _running = [];

    /// <param name="options">The settings of the run.</param>
    /// <param name="textParts">How many parts the text has.</param>
    /// <param name="state">How far the run is; it is kept up to date.</param>
    public DistributedSchedule(Word2VecOptions options, int textParts, DistributedState state)
    {
        (_options, State) = (options, state);
        if (state.Counted.Length == 0) (state.Counted, state.Encoded) = (new long?[textParts], new TextPosition?[textParts]);
    }

    public DistributedState State { get; }

    /// <summary>Whether all is done.</summary>
    public bool IsDone => State.IsCollected;

    /// <summary>How much of the training is done, from 0 to 1.</summary>
    public double Share => State.InputRounds is { Length: > 0 } rounds && IsEncoded ? rounds.Average() / AllRounds : 0;

    private int Parts => State.InputRounds.Length;

    private bool IsEncoded => State.Encoded.All(part => part is not null);

    private long Stretches
    {
        get
        {
            long slots = (Words - 1) / PairSorter.SlotWords, stretch = StretchSlots(_options);
            return (slots / stretch) + 1;
        }
    }

    private long Words => State.Vocabulary!.Value.Words;

    private long AllStretches => _options.Epochs * Stretches;

    private long AllRounds => AllStretches * Parts;

    /// <summary>How many slots a stretch has.</summary>
    public static long StretchSlots(Word2VecOptions options) => Math.Max(1, options.StretchWords / PairSorter.SlotWords);

    /// <summary>Takes a step that can be done now; null where others must be done before.</summary>
    public TrainingStep? Next() => Ready().FirstOrDefault(step => _running.Add(step.Output));

    /// <summary>Gives back a step whose machine was lost.</summary>
    public void Lost(TrainingStep step) => _running.Remove(step.Output);

    /// <summary>Notes that a step is done.</summary>
    /// <returns>The files that nobody needs once <see cref="State"/> is kept.</returns>
    public IReadOnlyList<string> Done(TrainingStep step, StepResult result)
    {
        _running.Remove(step.Output);
        switch (step)
        {
            case TrainingStep.Count count:
                State.Counted[count.TextPart] = result.Words;
                return [];
            case TrainingStep.BuildVocabulary build:
                State.Vocabulary = result;
                (State.InputRounds, State.OutputRounds) = (new long[result.Parts], new long[result.Parts]);
                return [.. Enumerable.Range(0, build.TextParts).Select(TrainingFileNames.Counts)];
            case TrainingStep.Encode encode:
                State.Encoded[encode.TextPart] = new(result.Sentences, result.Words);
                return [];
            case TrainingStep.Sort sort:
                SortedOf(Ordinal(sort.Epoch, sort.Stretch)).Add(sort.TextPart);
                return [];
            case TrainingStep.Train train:
                State.InputRounds[train.InputPart] = State.OutputRounds[train.OutputPart] = train.Round + 1;
                List<string> old =
                [
                    TrainingFileNames.Inputs(train.InputPart, train.Round),
                    TrainingFileNames.Outputs(train.OutputPart, train.Round),
                ];
                long stretch = Ordinal(train.Epoch, train.Stretch);
                if (State.InputRounds.Min() >= (stretch + 1) * Parts)
                {
                    State.Sorted.Remove(stretch);
                    for (int text = train.FirstText; text <= train.LastText; text++)
                        old.Add(TrainingFileNames.Pairs(train.Epoch, train.Stretch, text));
                }
                return old;
            default:
                State.IsCollected = true;
                return [];
        }
    }

    private IEnumerable<TrainingStep> Ready()
    {
        if (IsDone) return [];
        if (Missing(State.Counted) is { Count: > 0 } uncounted) return uncounted.Select(part => new TrainingStep.Count(part));
        if (State.Vocabulary is null) return [new TrainingStep.BuildVocabulary(State.Counted.Length)];
        if (Missing(State.Encoded) is { Count: > 0 } unencoded) return unencoded.Select(part => new TrainingStep.Encode(part));
        if (State.InputRounds.Min() == AllRounds) return [new TrainingStep.Collect(AllRounds)];
        return Buckets().Concat(Sortings());
    }

    /// <summary>In the order of rounds those whose parts have come so far.</summary>
    private IEnumerable<TrainingStep> Buckets()
    {
        for (long stretch = State.InputRounds.Min() / Parts; stretch < AllStretches; stretch++)
        {
            var (epoch, number) = Place(stretch);
            var texts = TextOf(number);
            if (!texts.All(text => SortedOf(stretch).Contains(text.Part))) yield break;
            for (int i = 0; i < Parts * Parts; i++)
            {
                var (round, input, output) = SemanticConv.Stretch.Place(i, Parts);
                long due = (stretch * Parts) + round;
                if (State.InputRounds[input] != due || State.OutputRounds[output] != due) continue;
                yield return new TrainingStep.Train(epoch, number, input, output, due, texts[0].Part, texts[^1].Part);
            }
        }
    }

    private IEnumerable<TrainingStep> Sortings()
    {
        long first = State.InputRounds.Min() / Parts;
        for (long stretch = first; stretch < Math.Min(first + MostStretches, AllStretches); stretch++)
        {
            var (epoch, number) = Place(stretch);
            foreach (var (part, start) in TextOf(number))
                if (!SortedOf(stretch).Contains(part)) yield return new TrainingStep.Sort(epoch, number, part, start);
        }
    }

    private SortedSet<int> SortedOf(long stretch) => State.Sorted.TryGetValue(stretch, out var parts) ? parts : State.Sorted[stretch] = [];

    /// <summary>The parts of the text that have words of a stretch, one after another, and what the text has before each.</summary>
    private List<(int Part, TextPosition Start)> TextOf(long stretch)
    {
        List<(int, TextPosition)> texts = [];
        long words = StretchSlots(_options) * PairSorter.SlotWords, first = stretch * words;
        TextPosition start = default;
        for (int part = 0; part < State.Encoded.Length; part++)
        {
            var length = State.Encoded[part]!.Value;
            if (start.Words < first + words && start.Words + length.Words > first) texts.Add((part, start));
            start = new(start.Sentences + length.Sentences, start.Words + length.Words);
        }
        return texts;
    }

    private long Ordinal(int epoch, long stretch) => ((epoch - 1) * Stretches) + stretch;

    private (int Epoch, long Stretch) Place(long ordinal) => ((int)(ordinal / Stretches) + 1, ordinal % Stretches);

    private static List<int> Missing<T>(T?[] parts) where T : struct
        => [.. Enumerable.Range(0, parts.Length).Where(part => parts[part] is null)];
}
