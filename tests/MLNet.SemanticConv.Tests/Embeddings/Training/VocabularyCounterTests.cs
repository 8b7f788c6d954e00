using System.Text;
using CsCheck;

namespace MLNet.SemanticConv.Tests.Embeddings.Training;

public class VocabularyCounterTests
{
    private static Vocabulary Count(string text, int minCount = 1)
    {
        var counter = new VocabularyCounter();
        counter.Count(Encoding.UTF8.GetBytes(text), Delimiters.Lines);
        return counter.Build(minCount);
    }

    [Fact]
    public void Words_stand_by_falling_count_and_equal_ones_by_first_occurrence()
    {
        var vocabulary = Count("b a  größe a\tb\r\nc größe a");
        Assert.Equal(["a", "b", "größe", "c"], vocabulary.Words);
        Assert.Equal([3, 2, 2, 1], vocabulary.Counts);
        Assert.Equal(8, vocabulary.KeptWords);
    }

    [Fact]
    public void Words_below_the_least_count_are_left_out()
    {
        var vocabulary = Count("a a a b b c", minCount: 2);
        Assert.Equal(["a", "b"], vocabulary.Words);
        Assert.Equal((5L, 6L), (vocabulary.KeptWords, vocabulary.CorpusWords));
        Assert.Equal(-1, vocabulary.Find("c"u8, WordTable.Hash("c"u8)));
    }

    [Fact]
    public void Counts_equal_those_of_a_dictionary_on_any_text()
        => Gen.Int[0, 3000].Select(i => $"w{i * i}").Array[1, 5000].Sample(words =>
        {
            var vocabulary = Count(string.Join(' ', words));
            var expected = words.GroupBy(word => word).ToDictionary(group => group.Key, group => group.LongCount());
            Assert.Equal(expected.Count, vocabulary.Size);
            for (int i = 0; i < vocabulary.Size; i++)
            {
                Assert.Equal(expected[vocabulary.Words[i]], vocabulary.Counts[i]);
                byte[] word = Encoding.UTF8.GetBytes(vocabulary.Words[i]);
                Assert.Equal(i, vocabulary.Find(word, WordTable.Hash(word)));
            }
        }, iter: 20);

    [Fact]
    public void Counters_that_share_a_text_in_any_way_make_the_vocabulary_of_one_that_reads_it_all()
        => Gen.Select(Gen.Int[0, 300].Array[0, 40], Gen.Int[0, 2]).Array[1, 60].Sample(dealt =>
        {
            string[] blocks = [.. dealt.Select(block => string.Join(' ', block.Item1.Select(i => $"w{i * i}")) + " all\n")];
            var expected = Count(string.Concat(blocks));
            VocabularyCounter[] counters = [new(), new(), new()];
            for (int i = 0; i < blocks.Length; i++)
                counters[dealt[i].Item2].Count(Encoding.UTF8.GetBytes(blocks[i]), Delimiters.Lines, number: i);
            var actual = VocabularyCounter.Merge(counters).Build(1);
            Assert.Equal(expected.Words, actual.Words);
            Assert.Equal(expected.Counts, actual.Counts);
            Assert.Equal(expected.CorpusWords, actual.CorpusWords);
        }, iter: 200);

    [Fact]
    public void No_more_words_are_kept_than_asked_for_and_those_are_the_most_frequent()
    {
        var counter = new VocabularyCounter();
        counter.Count("a a a b b c c d"u8, Delimiters.Lines);
        Assert.Equal(["a", "b"], counter.Build(minCount: 1, maxFinal: 2).Words);
    }

    [Fact]
    public void Rare_words_are_forgotten_while_counting_when_there_are_too_many()
    {
        var counter = new VocabularyCounter(maxSize: 3);
        counter.Count("a a a b b c d e"u8, Delimiters.Lines);
        // Five words are more than three: those that occurred once are forgotten.
        counter.Count("a c f"u8, Delimiters.Lines);
        var vocabulary = counter.Build(1);
        Assert.Equal(["a", "b", "c", "f"], vocabulary.Words);
        Assert.Equal([4, 2, 1, 1], vocabulary.Counts);
        // Four again: this time those that occurred twice go as well.
        counter.Count("g"u8, Delimiters.Lines);
        Assert.Equal(["a", "g"], counter.Build(1).Words);
        Assert.Equal(12, vocabulary.CorpusWords + 1);
    }

    [Fact]
    public void A_text_without_words_or_without_frequent_words_is_refused()
    {
        Assert.Contains("no words", Assert.Throws<InvalidOperationException>(() => Count(" \n ")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "No word occurs 2 times", Assert.Throws<InvalidOperationException>(() => Count("a b c", 2)).Message, StringComparison.Ordinal);
    }
}
