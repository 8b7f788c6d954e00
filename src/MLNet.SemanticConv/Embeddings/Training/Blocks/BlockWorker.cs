namespace MLNet.SemanticConv;

/// <summary>Does what the schedule of an epoch asks for; each thread has its own.</summary>
internal sealed class BlockWorker(TrainingSetup setup) : IDisposable
{
    private readonly EncodedText _text = new();
    private readonly PairSorter _sorter = new(setup);
    private readonly BucketTrainer _trainer = BucketTrainer.Create(setup);

    /// <summary>The sum of the sampled losses of the epoch, and of how many terms.</summary>
    public (double Sum, long Terms) Loss => _trainer.Loss;

    /// <summary>Works until the epoch is over.</summary>
    public void Work(ITextSource source, EpochSchedule schedule, Action report)
    {
        _trainer.ForgetLoss();
        while (true)
        {
            var (bucket, room) = schedule.Next();
            if (bucket is null && room is null) return;
            if (bucket is not null) Train(bucket, schedule);
            else if (source.Read(_text)) Sort(room!, schedule);
            else schedule.End(room!);
            report();
        }
    }

    public void Dispose() => _trainer.Dispose();

    private void Train(Bucket bucket, EpochSchedule schedule)
    {
        ParameterMatrix inputs = setup.Inputs.Take(bucket.InputPart), outputs = setup.Outputs.Take(bucket.OutputPart);
        _trainer.Train(bucket, inputs, outputs);
        setup.Inputs.GiveBack(inputs);
        setup.Outputs.GiveBack(outputs);
        schedule.Trained(bucket);
    }

    private void Sort(SortedPairs room, EpochSchedule schedule)
    {
        _sorter.Sort(_text, schedule.Number(_text), schedule.Epoch, room);
        schedule.Add(_text.Number, room);
    }
}
