using System.Runtime.InteropServices;
using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.Embeddings;

public class Word2VecTrainerTests
{
    private static readonly Word2VecOptions Quick = new()
    {
        Dimensions = 20,
        MinCount = 1,
        Sample = 0,
        Epochs = 10,
        NumberOfThreads = 1,
        LearningRate = 0.1f,
    };

    public static TheoryData<Word2VecArchitecture, Word2VecUpdate> Ways => new()
    {
        { Word2VecArchitecture.SkipGram, Word2VecUpdate.WindowBatch },
        { Word2VecArchitecture.SkipGram, Word2VecUpdate.Exact },
        { Word2VecArchitecture.Cbow, Word2VecUpdate.WindowBatch },
    };

    /// <summary>Sentences of ten topics of eight words each: words keep company with those of their topic.</summary>
    private static List<string> Topics(int sentences = 1000)
    {
        var random = new Random(7);
        return Enumerable.Range(0, sentences).Select(_ =>
        {
            int topic = random.Next(10);
            return string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"t{topic}w{random.Next(8)}"));
        }).ToList();
    }

    private static uint[] Bits(WordVectors vectors) => MemoryMarshal.Cast<float, uint>(vectors.Matrix.Span).ToArray();

    [Theory]
    [MemberData(nameof(Ways))]
    public void Words_of_a_topic_become_neighbours(Word2VecArchitecture architecture, Word2VecUpdate update)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            var options = Quick with { Architecture = architecture, Update = update, NumberOfThreads = threads };
            var vectors = new Word2VecTrainer(options).Train(Topics());
            Assert.Equal(80, vectors.Count);
            int right = vectors.Words.Sum(word => vectors.MostSimilar(word, 7).Count(neighbor => neighbor.Word[..2] == word[..2]));
            Assert.True(right >= 80 * 7 * 0.98, $"{right} of {80 * 7} neighbours are of the word's topic");
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void One_thread_and_a_seed_give_the_same_bits_and_another_seed_gives_others(
        Word2VecArchitecture architecture, Word2VecUpdate update)
    {
        var options = Quick with { Architecture = architecture, Update = update, Epochs = 2, Sample = 0.01 };
        var sentences = Topics(300);
        uint[] first = Bits(new Word2VecTrainer(options).Train(sentences));
        Assert.Equal(first, Bits(new Word2VecTrainer(options).Train(sentences)));
        Assert.NotEqual(first, Bits(new Word2VecTrainer(options with { Seed = 2 }).Train(sentences)));
    }

    [Theory]
    [InlineData(Word2VecUpdate.WindowBatch, 8)]
    [InlineData(Word2VecUpdate.WindowBatch, 3)]
    [InlineData(Word2VecUpdate.Exact, 4)]
    public void Any_number_of_threads_gives_the_same_bits(Word2VecUpdate update, int parts)
    {
        var random = new Random(5);
        // 8,000 words and more, by Zipf's law; a stretch has a fifth of them.
        List<string> sentences = [
            .. Enumerable.Range(0, 800).Select(i => string.Join(' ', Enumerable.Range(i * 10, 10).Select(word => $"w{word}"))),
            .. Enumerable.Range(0, 1500)
                .Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => $"w{random.Next(1 + random.Next(8000))}")))];
        var options = Quick with { Update = update, Parts = parts, Epochs = 2, Sample = 1e-3, StretchWords = 8192 };
        uint[] expected = Bits(new Word2VecTrainer(options).Train(sentences));
        foreach (int threads in new[] { 2, 4, 8, 16 })
            Assert.Equal(expected, Bits(new Word2VecTrainer(options with { NumberOfThreads = threads }).Train(sentences)));
        Assert.NotEqual(expected, Bits(new Word2VecTrainer(options with { Parts = 2 }).Train(sentences)));
    }

    [Fact]
    public void Parts_in_files_give_the_same_vectors_and_leave_no_file_but_these()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            List<string> sentences = [
                .. Enumerable.Range(0, 600).Select(i => string.Join(' ', Enumerable.Range(i * 5, 10).Select(word => $"w{word}")))];
            var options = Quick with { Parts = 3, Epochs = 2, StretchWords = 4096, NumberOfThreads = 2 };
            uint[] expected = Bits(new Word2VecTrainer(options).Train(sentences));
            using (var vectors = new Word2VecTrainer(options with { PartsFolder = folder }).Train(sentences))
                Assert.Equal(expected, Bits(vectors));
            Assert.Equal(["vectors.wv"], Directory.GetFiles(folder).Select(Path.GetFileName));
            using var cancel = new CancellationTokenSource();
            var reports = new Reports(report =>
            {
                if (report.Epoch == 1) cancel.Cancel();
            });
            var stopped = new Word2VecTrainer(options with { PartsFolder = folder, Epochs = 1000 });
            Assert.Throws<OperationCanceledException>(() => stopped.Train(sentences, reports, cancel.Token));
            Assert.Equal(["vectors.wv"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_for_parts_that_is_missing_or_does_not_go_with_other_options_is_refused_at_once()
    {
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(
            () => new Word2VecTrainer(Quick with { PartsFolder = missing }).Train(["a b"])).Message, StringComparison.Ordinal);
        foreach (var options in new[] { Quick with { Architecture = Word2VecArchitecture.Cbow }, Quick with { CheckpointPath = missing } })
        {
            Assert.Contains("PartsFolder", Assert.Throws<InvalidOperationException>(
                () => new Word2VecTrainer(options with { PartsFolder = Path.GetTempPath() }).Train(["a b"])).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_instruction_set_trains_the_same_vectors_but_for_rounding(Word2VecArchitecture architecture, Word2VecUpdate update)
    {
        var options = Quick with { Architecture = architecture, Update = update, Epochs = 1, Dimensions = 21, Negative = 8 };
        var sentences = Topics(100);
        var expected = new Word2VecTrainer(options with { Simd = SimdLevel.Scalar }).Train(sentences);
        foreach (var level in Enum.GetValues<SimdLevel>())
        {
            var actual = new Word2VecTrainer(options with { Simd = level }).Train(sentences);
            for (int i = 0; i < expected.Matrix.Length; i++)
                Assert.Equal(expected.Matrix.Span[i], actual.Matrix.Span[i], 1e-4f);
        }
    }

    [Fact]
    public void File_strings_text_column_and_token_column_of_the_same_text_give_the_same_vectors()
    {
        var sentences = Topics(300);
        var trainer = new Word2VecTrainer(Quick with { Epochs = 1 });
        uint[] expected = Bits(trainer.Train(sentences));
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, sentences);
            Assert.Equal(expected, Bits(trainer.TrainFile(path)));
        }
        finally
        {
            File.Delete(path);
        }
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(sentences.Select(sentence => new { Text = sentence, Tokens = sentence.Split(' ') }));
        Assert.Equal(expected, Bits(trainer.Train(data, "Text")));
        Assert.Equal(expected, Bits(WordVectors.Train(data, "Tokens", trainer.Options)));
    }

    [Fact]
    public void Rare_words_get_no_vector()
    {
        var vectors = new Word2VecTrainer(Quick with { MinCount = 3 }).Train(["a a b c", "a b b c"]);
        Assert.Equal(["a", "b"], vectors.Words);
    }

    [Fact]
    public void A_vocabulary_of_one_word_is_trained_without_negative_samples()
        => Assert.Equal(1, new Word2VecTrainer(Quick).Train(["a a a"]).Count);

    [Fact]
    public void The_loss_falls_and_the_learning_rate_with_it()
    {
        var reports = new Reports();
        new Word2VecTrainer(Quick).Train(Topics(), reports);
        var vocabulary = reports.Seen.Last(report => report.Epoch == 0);
        Assert.Equal(12_000, vocabulary.WordsDone);
        var training = reports.Seen.Where(report => report.Epoch > 0);
        var ends = training.GroupBy(report => report.Epoch).Select(epoch => epoch.Last()).ToList();
        Assert.Equal(Enumerable.Range(1, 10), ends.Select(report => report.Epoch));
        Assert.Equal(Enumerable.Range(1, 10).Select(epoch => epoch * 12_000L), ends.Select(report => report.WordsDone));
        Assert.All(ends, report => Assert.Equal(120_000, report.WordsTotal));
        // Halfway from 0.1 to 0.0001, and the end.
        Assert.Equal(0.05005f, ends[4].LearningRate, 1e-6f);
        Assert.Equal(0.0001f, ends[9].LearningRate, 1e-6f);
        // Six words at ln 2 each would be no knowledge at all.
        Assert.True(ends[0].Loss < 0.7f && ends[9].Loss < ends[0].Loss && ends[9].Loss > 0.1f, $"{ends[0].Loss}, then {ends[9].Loss}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_run_ends_with_the_exception_of_cancelling(int threads)
    {
        using var cancel = new CancellationTokenSource();
        var reports = new Reports(report =>
        {
            if (report.Epoch == 1) cancel.Cancel();
        });
        var trainer = new Word2VecTrainer(Quick with { Epochs = 1_000_000, NumberOfThreads = threads });
        Assert.Throws<OperationCanceledException>(() => trainer.Train(Topics(200), reports, cancel.Token));
    }

    [Fact]
    public void An_exception_of_the_source_reaches_the_caller()
    {
        int passes = 0;
        IEnumerable<string> Broken()
        {
            passes++;
            foreach (string sentence in Topics(50)) yield return sentence;
            if (passes == 3) throw new IOException("the disk is gone");
        }
        Assert.Throws<IOException>(() => new Word2VecTrainer(Quick with { NumberOfThreads = 2, MaxKeptWords = 0 }).Train(Broken()));
    }

    [Fact]
    public void Text_without_words_is_named_as_its_giver_knows_it()
    {
        var trainer = new Word2VecTrainer(Quick);
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(new[] { new { Review = " " } });
        Assert.Contains("no words in the column 'Review':", Refused(() => trainer.Train(data, "Review")));
        Assert.Contains("no words in the sentences:", Refused(() => trainer.Train([" "])));
        string path = Path.GetTempFileName();
        try
        {
            Assert.Contains($"no words in '{path}':", Refused(() => trainer.TrainFile(path)));
        }
        finally
        {
            File.Delete(path);
        }

        static string Refused(Action train) => Assert.Throws<InvalidOperationException>(train).Message;
    }

    [Fact]
    public void An_empty_corpus_and_one_without_frequent_words_are_refused()
    {
        var empty = Assert.Throws<InvalidOperationException>(() => new Word2VecTrainer(Quick).Train([]));
        Assert.Contains("no words", empty.Message, StringComparison.Ordinal);
        var exception = Assert.Throws<InvalidOperationException>(() => new Word2VecTrainer().Train(["a b c"]));
        Assert.Contains("MinCount", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Text_that_is_read_again_in_each_pass_gives_the_same_bits_as_text_that_is_kept(
        Word2VecArchitecture architecture, Word2VecUpdate update)
    {
        // Empty sentences, words that are too rare for a vector, and a sentence that is too long to be one.
        List<string> sentences = [.. Topics(300).SelectMany((topic, i) => new[] { topic, i % 7 == 0 ? "" : $"rare{i}" }),
            string.Join(" seldom ", Topics(2000)), .. Topics(50)];
        var options = Quick with { Architecture = architecture, Update = update, Epochs = 2, MinCount = 2, Sample = 0.01 };
        uint[] expected = Bits(new Word2VecTrainer(options with { MaxKeptWords = 0 }).Train(sentences));
        foreach (int most in new[] { 5_000, 1_000_000 })
        {
            foreach (int threads in architecture == Word2VecArchitecture.Cbow ? [1] : new[] { 1, 3 })
            {
                var vectors = new Word2VecTrainer(options with { MaxKeptWords = most, NumberOfThreads = threads }).Train(sentences);
                Assert.Equal(expected, Bits(vectors));
            }
        }
    }

    [Fact]
    public void Sentences_that_come_only_once_are_enough_for_a_text_that_is_kept_and_refused_for_a_longer_one()
    {
        IEnumerable<string> Once()
        {
            var queue = new Queue<string>(["a b c", "a b c"]);
            IEnumerable<string> Rest()
            {
                while (queue.TryDequeue(out string? sentence)) yield return sentence;
            }
            return Rest();
        }
        Assert.Equal(3, new Word2VecTrainer(Quick).Train(Once()).Count);
        var exception = Assert.Throws<InvalidOperationException>(() => new Word2VecTrainer(Quick with { MaxKeptWords = 7 }).Train(Once()));
        Assert.Contains("several times", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_killed_goes_on_from_its_checkpoint_and_gives_the_same_bits()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = Quick with { Epochs = 4, Sample = 0.01 };
        var sentences = Topics(200);
        uint[] expected = Bits(new Word2VecTrainer(options).Train(sentences));
        var kept = new Word2VecTrainer(options with { CheckpointPath = path });
        try
        {
            int passes = 0;
            IEnumerable<string> DyingInThirdEpoch()
            {
                passes++;
                foreach (string sentence in sentences.Take(100)) yield return sentence;
                if (passes == 4) throw new IOException("killed");
                foreach (string sentence in sentences.Skip(100)) yield return sentence;
            }
            Assert.Throws<IOException>(() => new Word2VecTrainer(kept.Options with { MaxKeptWords = 0 }).Train(DyingInThirdEpoch()));
            Assert.True(File.Exists(path));

            var other = new Word2VecTrainer(kept.Options with { Seed = 5 });
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => other.Train(sentences)).Message, StringComparison.Ordinal);

            var reports = new Reports();
            Assert.Equal(expected, Bits(kept.Train(sentences, reports)));
            var training = reports.Seen.Where(report => report.Epoch > 0);
            Assert.Equal([3, 4], training.Select(report => report.Epoch).Distinct());

            // Whoever fails to save the vectors has them again without training.
            var again = new Reports();
            Assert.Equal(expected, Bits(kept.Train(sentences, again)));
            Assert.DoesNotContain(again.Seen, report => report.Epoch > 0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_checkpoint_is_of_its_initial_vectors_and_of_no_culture()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var sentences = Topics(50);
        string word = sentences[0].Split(' ')[0];
        WordVectors Given(float value) => new([word], new float[] { value, 0.5f }, 2);
        var options = Quick with { Dimensions = 2, Epochs = 2, CheckpointPath = path, InitialVectors = Given(1.5f) };
        int passes = 0;
        IEnumerable<string> DyingInSecondEpoch()
        {
            if (++passes == 3) throw new IOException("killed");
            foreach (string sentence in sentences) yield return sentence;
        }
        try
        {
            Assert.Throws<IOException>(() => new Word2VecTrainer(options with { MaxKeptWords = 0 }).Train(DyingInSecondEpoch()));
            Assert.Throws<InvalidDataException>(() => new Word2VecTrainer(options with { InitialVectors = Given(1.25f) }).Train(sentences));
            Assert.Throws<InvalidDataException>(() => new Word2VecTrainer(options with { InitialVectors = null }).Train(sentences));
            uint[] expected = Bits(new Word2VecTrainer(options with { CheckpointPath = null }).Train(sentences));
            Assert.Equal(expected,
                OtherCulture.Run(() => Bits(new Word2VecTrainer(options with { InitialVectors = Given(1.5f) }).Train(sentences))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Noise_of_nothing_but_the_word_itself_ends()
    {
        // 10,000⁴ to 3⁴: the chance to draw the other word rounds to none of 2³².
        string[] sentences = [.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("often", 100)), 100),
            "seldom often seldom often seldom"];
        var vectors = new Word2VecTrainer(Quick with { NegativeExponent = 4, Epochs = 1, Sample = 0 }).Train(sentences);
        Assert.Equal(["often", "seldom"], vectors.Words);
    }

    [Fact]
    public void More_numbers_than_an_array_holds_are_refused_before_the_training()
    {
        var trainer = new Word2VecTrainer(Quick with { Dimensions = 1_200_000_000 });
        string message = Assert.Throws<InvalidOperationException>(() => trainer.Train(["a b"])).Message;
        Assert.Contains("MaxFinalVocabulary to 1 or less", message);
    }

    [Fact]
    public void A_checkpoint_in_a_missing_folder_is_refused_at_once()
    {
        var options = Quick with { CheckpointPath = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "c") };
        Assert.Throws<DirectoryNotFoundException>(() => new Word2VecTrainer(options).Train(["a b"]));
    }

    [Fact]
    public void Training_starts_from_given_vectors_where_there_are_any()
    {
        var given = new WordVectors(["b", "unseen"], new float[] { 1, 2, 3, 4 }, 2);
        var options = Quick with { Dimensions = 2, InitialVectors = given, Epochs = 1, LearningRate = 1e-9f, MinLearningRate = 1e-9f };
        var vectors = new Word2VecTrainer(options).Train(["a b a"]);
        Assert.Equal(["a", "b"], vectors.Words);
        Assert.Equal([1f, 2f], vectors["b"].ToArray());
        Assert.InRange(vectors["a"][0], -0.25f, 0.25f);

        var wrong = new Word2VecTrainer(options with { Dimensions = 3 });
        Assert.Contains(
            "2 dimensions, not 3", Assert.Throws<InvalidOperationException>(() => wrong.Train(["a b"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        static void Refused(string name, Action make) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);
        Refused("Architecture", () => _ = new Word2VecOptions { Architecture = (Word2VecArchitecture)9 });
        Refused("Update", () => _ = new Word2VecOptions { Update = (Word2VecUpdate)9 });
        Refused("Dimensions", () => _ = new Word2VecOptions { Dimensions = 0 });
        Refused("Window", () => _ = new Word2VecOptions { Window = 0 });
        Refused("Negative", () => _ = new Word2VecOptions { Negative = 0 });
        Refused("MinCount", () => _ = new Word2VecOptions { MinCount = 0 });
        Refused("Sample", () => _ = new Word2VecOptions { Sample = -1 });
        Refused("Sample", () => _ = new Word2VecOptions { Sample = double.NaN });
        Refused("Sample", () => _ = new Word2VecOptions { Sample = 1.5 });
        Refused("NegativeExponent", () => _ = new Word2VecOptions { NegativeExponent = double.NaN });
        Refused("Epochs", () => _ = new Word2VecOptions { Epochs = 0 });
        Refused("LearningRate", () => _ = new Word2VecOptions { LearningRate = 0 });
        Refused("LearningRate", () => _ = new Word2VecOptions { LearningRate = float.PositiveInfinity });
        Refused("MinLearningRate", () => _ = new Word2VecOptions { MinLearningRate = float.NaN });
        Refused("MaxVocabularySize", () => _ = new Word2VecOptions { MaxVocabularySize = 0 });
        Refused("MaxFinalVocabulary", () => _ = new Word2VecOptions { MaxFinalVocabulary = 0 });
        Refused("Parts", () => _ = new Word2VecOptions { Parts = 0 });
        Refused("StretchWords", () => _ = new Word2VecOptions { StretchWords = 0 });
        Refused("NumberOfThreads", () => _ = new Word2VecOptions { NumberOfThreads = 0 });
        Assert.Equal(-0.5, new Word2VecOptions { NegativeExponent = -0.5 }.NegativeExponent);   // rare words are drawn more often
    }

    /// <summary>Progress told at once, in the order of the reports.</summary>
    private sealed class Reports(Action<Word2VecProgress>? then = null) : IProgress<Word2VecProgress>
    {
        public List<Word2VecProgress> Seen { get; } = [];

        public void Report(Word2VecProgress value)
        {
            Seen.Add(value);
            then?.Invoke(value);
        }
    }
}
