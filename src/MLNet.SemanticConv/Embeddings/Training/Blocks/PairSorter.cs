using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.SemanticConv;

/// <summary>
/// Thins out the frequent words of a text, draws windows and sorts the pairs into buckets. What is drawn for a sentence depends on its
/// number in the corpus alone: not on who sorts it, nor on where blocks of text end.
/// </summary>
internal sealed class PairSorter(TrainingPlan plan)
{
    /// <summary>The words of the corpus that are trained with one learning rate.</summary>
    public const int SlotWords = 4096;

    private readonly int _parts = plan.Partition.Parts;
    private readonly int[] _counts = new int[plan.Partition.Parts * plan.Partition.Parts];
    // The words that are kept, with the first and the last word of each one's window.
    private Place[] _kept = new Place[1 << 14];
    private int[] _firsts = new int[1 << 14], _lasts = new int[1 << 14];
    private int _length;

    /// <param name="text">The text.</param>
    /// <param name="start">What the epoch has before it.</param>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="result">Receives the pairs.</param>
    /// <param name="slots">The slots that are asked for, the last excluded; null takes all.</param>
    public void Sort(EncodedText text, TextPosition start, int epoch, SortedPairs result, (long First, long End)? slots = null)
    {
        result.Clear(_counts.Length, text.WordsRead);
        for (int sentence = 0; sentence < text.Sentences;)
        {
            long slot = Slot(sentence);
            if (slots is var (first, end) && (slot < first || slot >= end))
            {
                sentence++;
                continue;
            }
            _length = 0;
            for (; sentence < text.Sentences && Slot(sentence) == slot; sentence++)
                Keep(text.Words(sentence), new(plan.Options.Seed, epoch, start.Sentences + sentence));
            Count();
            Place(result.Add(slot, _counts));
        }

        long Slot(int sentence) => (start.Words + text.WordsBefore(sentence)) / SlotWords;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(ReadOnlySpan<int> words, RandomBits random)
    {
        if (_kept.Length < _length + words.Length)
        {
            int size = Math.Max(2 * _kept.Length, _length + words.Length);
            Array.Resize(ref _kept, size);
            Array.Resize(ref _firsts, size);
            Array.Resize(ref _lasts, size);
        }
        int start = _length, end = start;
        uint[] thresholds = plan.KeepThresholds;
        foreach (int word in words)
        {
            _kept[end] = plan.Partition[word];
            // Counted without a branch, which no processor could predict.
            end += (uint)(random.Next() >> 32) <= thresholds[word] ? 1 : 0;
        }
        for (int i = start; i < end; i++)
        {
            int reach = 1 + random.NextBelow(plan.Options.Window);
            _firsts[i] = Math.Max(i - reach, start);
            _lasts[i] = Math.Min(i + reach, end - 1);
        }
        _length = end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count()
    {
        Array.Clear(_counts);
        ref int counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        ref Place kept = ref MemoryMarshal.GetArrayDataReference(_kept);
        for (int i = 0; i < _length; i++)
        {
            ref int column = ref Unsafe.Add(ref counts, Unsafe.Add(ref kept, i).Part);
            for (int c = _firsts[i]; c <= _lasts[i]; c++) Unsafe.Add(ref column, Unsafe.Add(ref kept, c).Part * _parts)++;
            Unsafe.Add(ref column, Unsafe.Add(ref kept, i).Part * _parts)--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(Span<RowPair> pairs)
    {
        ref int nexts = ref MemoryMarshal.GetArrayDataReference(_counts);
        ref Place kept = ref MemoryMarshal.GetArrayDataReference(_kept);
        ref RowPair first = ref MemoryMarshal.GetReference(pairs);
        for (int i = 0; i < _length; i++)
        {
            Place middle = Unsafe.Add(ref kept, i);
            ref int column = ref Unsafe.Add(ref nexts, middle.Part);
            for (int c = _firsts[i]; c <= _lasts[i]; c++)
            {
                if (c == i) continue;
                Place context = Unsafe.Add(ref kept, c);
                ref int next = ref Unsafe.Add(ref column, context.Part * _parts);
                Unsafe.Add(ref first, next++) = new(context.Row, middle.Row);
            }
        }
    }
}
