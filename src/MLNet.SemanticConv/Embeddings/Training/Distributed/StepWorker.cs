using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>Does the steps of a run; several at once if asked to.</summary>
/// <param name="options">The settings of the run.</param>
/// <param name="files">Its files.</param>
/// <param name="textPart">The parts of its text.</param>
internal sealed class StepWorker(Word2VecOptions options, ITrainingFiles files, Func<int, ICorpus> textPart)
{
    private const int BufferSize = 1 << 16;

    // A failure is not kept: the share may be back the next time.
    private readonly Lazy<TrainingPlan> _plan = new(
        () =>
        {
            using var vocabulary = Open(files, TrainingFileNames.Vocabulary);
            return new(options, SemanticConv.Vocabulary.Load(vocabulary));
        },
        LazyThreadSafetyMode.PublicationOnly);

    private TrainingPlan Plan => _plan.Value;

    private Vocabulary Vocabulary => Plan.Vocabulary;

    private int Parts => Plan.Partition.Parts;

    public StepResult Do(TrainingStep step, CancellationToken cancellationToken = default) => step switch
    {
        TrainingStep.Count count => Count(count, cancellationToken),
        TrainingStep.BuildVocabulary build => BuildVocabulary(build),
        TrainingStep.Encode encode => Encode(encode, cancellationToken),
        TrainingStep.Sort sort => Sort(sort, cancellationToken),
        TrainingStep.Train train => Train(train),
        TrainingStep.Collect collect => Collect(collect),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private StepResult Count(TrainingStep.Count step, CancellationToken cancellationToken)
    {
        var corpus = textPart(step.TextPart);
        var (counter, block) = (new VocabularyCounter(), new CorpusBlock());
        using var reader = corpus.Open();
        while (reader.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            counter.Count(block.Bytes, corpus.Delimiters);
        }
        files.Write(step.Output, counter.Save);
        return new(counter.CorpusWords);
    }

    private StepResult BuildVocabulary(TrainingStep.BuildVocabulary step)
    {
        var all = new VocabularyCounter();
        for (int part = 0; part < step.TextParts; part++)
        {
            using var counts = Open(files, TrainingFileNames.Counts(part));
            all.Add(counts);
        }
        files.Write(step.Output, all.Build(options.MinCount, options.MaxFinalVocabulary ?? int.MaxValue).Save);
        return new(all.CorpusWords, Parts: Parts);
    }

    private StepResult Encode(TrainingStep.Encode step, CancellationToken cancellationToken)
    {
        TextPosition length = default;
        files.Write(step.Output, stream => length = EncodedTextFile.Write(stream, textPart(step.TextPart), Vocabulary, cancellationToken));
        return new(length.Words, length.Sentences);
    }

    private StepResult Sort(TrainingStep.Sort step, CancellationToken cancellationToken)
    {
        long slots = DistributedSchedule.StretchSlots(options), wordsBefore = (step.Epoch - 1) * Vocabulary.CorpusWords;
        var (sorter, stretch) = (new PairSorter(Plan), new Stretch(step.Epoch, step.Stretch, Parts));
        using var blocks = Open(files, TrainingFileNames.Text(step.TextPart));
        var position = step.Start;
        foreach (var text in EncodedTextFile.Read(blocks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pairs = new SortedPairs();
            sorter.Sort(text, position, step.Epoch, pairs, (step.Stretch * slots, (step.Stretch + 1) * slots));
            for (int i = 0; i < pairs.Slots.Count; i++)
                stretch.Add(pairs, i, Plan.Schedule.At(wordsBefore + (pairs.Slots[i] * PairSorter.SlotWords)));
            position = position.After(text);
        }
        files.Write(step.Output, stream => BucketFile.Write(stream, stretch, Parts));
        return default;
    }

    private StepResult Train(TrainingStep.Train step)
    {
        var runs = new List<PairRun>();
        for (int text = step.FirstText; text <= step.LastText; text++)
        {
            using var stretch = Open(files, TrainingFileNames.Pairs(step.Epoch, step.Stretch, text));
            runs.AddRange(BucketFile.Read(stretch, Parts, step.InputPart, step.OutputPart));
        }
        using var inputs = Matrix(step.InputPart);
        using var outputs = Matrix(step.OutputPart);
        if (step.Round == 0)
        {
            Plan.Initialize(inputs, step.InputPart);
        }
        else
        {
            Read(inputs, TrainingFileNames.Inputs(step.InputPart, step.Round));
            Read(outputs, TrainingFileNames.Outputs(step.OutputPart, step.Round));
        }
        using var trainer = BucketTrainer.Create(Plan);
        trainer.Train(new(step.Epoch, step.Stretch, step.InputPart, step.OutputPart, runs), inputs, outputs);
        files.Write(TrainingFileNames.Outputs(step.OutputPart, step.Round + 1), outputs.WriteTo);
        files.Write(step.Output, inputs.WriteTo);
        return default;
    }

    // The rows of a part are in the order of the vocabulary: all parts are read from their beginnings to their ends at a time.
    private StepResult Collect(TrainingStep.Collect step)
    {
        var parts = new Stream[Parts];
        try
        {
            for (int part = 0; part < Parts; part++)
                parts[part] = Open(files, TrainingFileNames.Inputs(part, step.Rounds));
            float[] vector = new float[options.Dimensions];
            files.Write(step.Output, stream => MappedFormat.Write(stream, Vocabulary.Words, options.Dimensions, word =>
            {
                parts[Plan.Partition[word].Part].ReadExactly(MemoryMarshal.AsBytes(vector.AsSpan()));
                return vector;
            }));
        }
        finally
        {
            foreach (var part in parts) part?.Dispose();
        }
        return default;
    }

    private ParameterMatrix Matrix(int part) => new(Plan.Partition.Words(part).Length, options.Dimensions, Plan.Kernels.Width);

    private void Read(ParameterMatrix matrix, string name)
    {
        using var stream = Open(files, name);
        matrix.ReadFrom(stream);
    }

    private static BufferedStream Open(ITrainingFiles files, string name) => new(files.OpenRead(name), BufferSize);
}
