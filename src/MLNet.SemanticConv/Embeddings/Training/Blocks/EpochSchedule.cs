namespace MLNet.SemanticConv;

/// <summary>
/// What workers do in an epoch: they sort blocks of text into stretches of buckets and train the buckets. A bucket waits for those before
/// it in the order of rounds that use one of its parts, and for no other: so each part has its buckets in the same order, and the same
/// numbers come out, however many workers there are and whichever is first.
/// </summary>
internal sealed class EpochSchedule
{
    /// <summary>One stretch is trained, and another one sorted meanwhile.</summary>
    private const int MostStretches = 2;

    private readonly object _lock = new();
    private readonly TrainingClock _clock;
    private readonly int _parts;
    private readonly long _wordsBefore, _stretchSlots;
    private readonly long[] _inputRounds, _outputRounds;
    private readonly LinkedList<Stretch> _whole = [];
    private readonly Dictionary<long, SortedPairs> _early = [];
    private readonly Stack<SortedPairs> _free = [];
    private Stretch _open;
    private TextPosition _numbered;
    private long _nextToNumber, _nextToAdd;
    private int _sorting;
    private bool _atEnd, _isStopped;

    public EpochSchedule(TrainingSetup setup, int epoch, TrainingClock clock)
    {
        (Epoch, _parts, _clock) = (epoch, setup.Partition.Parts, clock);
        _wordsBefore = clock.WordsDone;
        _stretchSlots = Math.Max(1, setup.Options.StretchWords / PairSorter.SlotWords);
        (_inputRounds, _outputRounds) = (new long[_parts], new long[_parts]);
        _open = new(epoch, 0, _parts);
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Waits for work. Null and null: the epoch is over. A bucket is to be trained, room for pairs to be filled from a block of
    /// text.</summary>
    public (Bucket? Bucket, SortedPairs? Room) Next()
    {
        lock (_lock)
        {
            for (; ; Monitor.Wait(_lock))
            {
                if (_isStopped) return default;
                foreach (var stretch in _whole)
                    if (stretch.Take(_inputRounds, _outputRounds) is { } bucket) return (bucket, null);
                if (!_atEnd && _whole.Count < MostStretches)
                {
                    _sorting++;
                    return (null, _free.TryPop(out var used) ? used : new());
                }
                if (_atEnd && _sorting == 0 && _whole.Count == 0) return default;
            }
        }
    }

    /// <summary>Waits until all blocks before this one have been counted; returns what lies before it.</summary>
    public TextPosition Number(EncodedText text)
    {
        lock (_lock)
        {
            while (text.Number != _nextToNumber && !_isStopped) Monitor.Wait(_lock);
            var start = _numbered;
            _numbered = start.After(text);
            _nextToNumber++;
            Monitor.PulseAll(_lock);
            return start;
        }
    }

    /// <summary>Takes the pairs of a block of text.</summary>
    public void Add(long block, SortedPairs pairs)
    {
        lock (_lock)
        {
            _early.Add(block, pairs);
            for (; _early.Remove(_nextToAdd, out var next); _nextToAdd++) Append(next);
            _sorting--;
            Finish();
        }
    }

    /// <summary>There was no more text.</summary>
    public void End(SortedPairs room)
    {
        lock (_lock)
        {
            _free.Push(room);
            _atEnd = true;
            _sorting--;
            Finish();
        }
    }

    public void Trained(Bucket bucket)
    {
        lock (_lock)
        {
            _inputRounds[bucket.InputPart]++;
            _outputRounds[bucket.OutputPart]++;
            var stretch = _whole.First(stretch => stretch.Number == bucket.Stretch);
            _clock.Advance(stretch.Trained());
            if (stretch.IsTrained)
            {
                _whole.Remove(stretch);
                foreach (var text in stretch.Texts)
                    if (--text.Users == 0) _free.Push(text);
            }
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Lets every worker find the end.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Append(SortedPairs pairs)
    {
        // Its own use, until all is handed on.
        pairs.Users++;
        for (int i = 0; i < pairs.Slots.Count; i++)
        {
            long slot = pairs.Slots[i];
            while (slot / _stretchSlots > _open.Number) Close();
            _open.Add(pairs, i, _clock.RateAt(_wordsBefore + (slot * PairSorter.SlotWords)));
        }
        _open.Words += pairs.WordsRead;
        if (--pairs.Users == 0) _free.Push(pairs);
    }

    private void Finish()
    {
        if (_atEnd && _sorting == 0) Close();
        Monitor.PulseAll(_lock);
    }

    private void Close()
    {
        _whole.AddLast(_open);
        _open = new(Epoch, _open.Number + 1, _parts);
    }
}
