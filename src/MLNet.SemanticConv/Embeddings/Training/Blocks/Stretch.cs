namespace MLNet.SemanticConv;

/// <summary>
/// A piece of the corpus that is trained bucket by bucket: P rounds of P buckets, (i, i + r mod P) in round r, of which those of a round
/// have no row in common.
/// </summary>
internal sealed class Stretch(int epoch, long number, int parts)
{
    private readonly List<(SortedPairs Pairs, int Slot, float Rate)> _slots = [];
    private readonly bool[] _taken = new bool[parts * parts];
    private int _trained;

    public long Number => number;

    /// <summary>All words of the corpus that it takes in.</summary>
    public long Words { get; set; }

    public bool IsTrained => _trained == _taken.Length;

    /// <summary>The texts of which it has pairs.</summary>
    public IEnumerable<SortedPairs> Texts => _slots.Select(slot => slot.Pairs).Distinct();

    /// <summary>Where a bucket is in the order of rounds: in round r, (i, i + r mod P).</summary>
    public static (int Round, int Input, int Output) Place(int i, int parts) => (i / parts, i % parts, ((i % parts) + (i / parts)) % parts);

    /// <summary>The bucket of an input part and an output part.</summary>
    public Bucket this[int input, int output]
    {
        get
        {
            int bucket = (input * parts) + output;
            return new(epoch, number, input, output, [.. _slots.Select(slot => new PairRun(slot.Rate, slot.Pairs[slot.Slot, bucket]))]);
        }
    }

    public void Add(SortedPairs pairs, int slot, float rate)
    {
        if (_slots.Count == 0 || _slots[^1].Pairs != pairs) pairs.Users++;
        _slots.Add((pairs, slot, rate));
    }

    /// <summary>Takes the first bucket in the order of rounds that has not been taken and whose parts have come so far.</summary>
    /// <param name="inputRounds">How many rounds of the epoch each input part has done.</param>
    /// <param name="outputRounds">The same of output parts.</param>
    public Bucket? Take(ReadOnlySpan<long> inputRounds, ReadOnlySpan<long> outputRounds)
    {
        for (int i = 0; i < _taken.Length; i++)
        {
            var (round, input, output) = Place(i, parts);
            long due = (number * parts) + round;
            if (_taken[i] || inputRounds[input] != due || outputRounds[output] != due) continue;
            _taken[i] = true;
            return this[input, output];
        }
        return null;
    }

    /// <summary>Notes that a bucket is trained; returns how many words of the corpus that makes.</summary>
    public long Trained() => (Words * (_trained + 1) / _taken.Length) - (Words * _trained++ / _taken.Length);
}
