using System.Text;

namespace MLNet.SemanticConv.Tests.Embeddings.Training.Blocks;

public sealed class PairSorterTests : IDisposable
{
    private const int Words = 5000;

    private readonly TrainingSetup _setup;
    private readonly string[] _lines;

    public PairSorterTests()
    {
        var random = new Random(3);
        // A line of each word, so that the vocabulary has them all, then some of the frequent ones.
        _lines = [.. Enumerable.Range(0, Words / 10).Select(i => string.Join(' ', Enumerable.Range(i * 10, 10).Select(word => $"w{word}"))),
            .. Enumerable.Range(0, 500)
                .Select(_ => string.Join(' ', Enumerable.Range(0, 30).Select(_ => $"w{random.Next(1 + random.Next(Words))}")))];
        var counter = new VocabularyCounter();
        counter.Count(Encoding.UTF8.GetBytes(string.Join('\n', _lines)), Delimiters.Lines);
        _setup = new(new() { Parts = 4, Dimensions = 4, Sample = 0, Window = 3, MinCount = 1 }, counter.Build(minCount: 1));
    }

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void Every_word_meets_those_of_its_window_in_the_bucket_of_both_parts()
    {
        var pairs = Sort([_lines]);
        Assert.Equal(4, _setup.Partition.Parts);
        var found = new HashSet<(int, int)>();
        foreach (var ((_, bucket), list) in pairs)
        {
            foreach (var pair in list)
                found.Add((_setup.Partition.Words(bucket / 4)[pair.Input], _setup.Partition.Words(bucket % 4)[pair.Output]));
        }
        var (never, always) = (0, 0);
        foreach (string line in _lines)
        {
            int[] words = [.. line.Split(' ').Select(word => _setup.Vocabulary.Words.ToList().IndexOf(word))];
            for (int i = 0; i + 1 < words.Length; i++)
            {
                // A window reaches one word at least.
                Assert.Contains((words[i], words[i + 1]), found);
                Assert.Contains((words[i + 1], words[i]), found);
                always++;
            }
        }
        foreach (var (input, output) in found) if (input == output) never++;
        int count = pairs.Values.Sum(list => list.Count);
        // A window of 3 reaches 2 to each side in the mean; ends of lines cut off some.
        Assert.InRange(count, 2 * always * 1.6, 2 * always * 2.0);
        Assert.True(never < found.Count / 100, "words meet themselves only where the text repeats them");
    }

    [Fact]
    public void Pairs_do_not_depend_on_where_blocks_of_text_end()
    {
        var whole = Sort([_lines]);
        var pieces = Sort([_lines[..7], _lines[7..8], [], _lines[8..700], _lines[700..]]);
        Assert.Equal(whole.Keys.Order(), pieces.Keys.Order());
        foreach (var (key, pairs) in whole) Assert.Equal(pairs, pieces[key]);
    }

    [Fact]
    public void Epochs_draw_other_windows()
    {
        var (one, other) = (Sort([_lines], epoch: 1), Sort([_lines], epoch: 2));
        Assert.NotEqual(one[(1, 5)], other[(1, 5)]);
    }

    /// <summary>For each slot and bucket with pairs these pairs.</summary>
    private Dictionary<(long Slot, int Bucket), List<RowPair>> Sort(string[][] blocks, int epoch = 1)
    {
        var (sorter, text, sorted) = (new PairSorter(_setup), new EncodedText(), new SortedPairs());
        var result = new Dictionary<(long, int), List<RowPair>>();
        var position = new TextPosition(0, 0);
        foreach (string[] lines in blocks)
        {
            text.Read(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))), Delimiters.Lines, _setup.Vocabulary);
            var next = new TextPosition(position.Sentences + text.Sentences, position.Words + text.WordsRead);
            sorter.Sort(text, position, epoch, sorted);
            position = next;
            for (int slot = 0; slot < sorted.Slots.Count; slot++)
            {
                for (int bucket = 0; bucket < 16; bucket++)
                {
                    var pairs = sorted[slot, bucket].ToArray();
                    if (!result.TryAdd((sorted.Slots[slot], bucket), [.. pairs])) result[(sorted.Slots[slot], bucket)].AddRange(pairs);
                }
            }
        }
        return result;
    }
}
