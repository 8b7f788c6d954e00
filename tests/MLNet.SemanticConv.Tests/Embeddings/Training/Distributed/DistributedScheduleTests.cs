using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNet.SemanticConv.Tests.Embeddings.Training.Distributed;

public class DistributedScheduleTests
{
    private static readonly Word2VecOptions Options = new()
    {
        Dimensions = 10,
        MinCount = 2,
        Epochs = 2,
        Sample = 1e-3,
        Parts = 3,
        StretchWords = 8192,
        NumberOfThreads = 1,
    };

    /// <summary>4,000 words and more, by Zipf's law, and some that are too rare; a stretch has a third of them.</summary>
    private static List<string> Sentences()
    {
        var random = new Random(5);
        string Twice(int first) => string.Join(' ', Enumerable.Range(first, 10).Select(word => $"w{word} w{word}"));
        string Frequent() => string.Join(' ', Enumerable.Range(0, 20).Select(_ => $"w{random.Next(1 + random.Next(4000))}"));
        return [.. Enumerable.Range(0, 400).Select(i => Twice(i * 10)), .. Enumerable.Range(0, 700).Select(i => $"rare{i} {Frequent()}")];
    }

    private static uint[] Bits(WordVectors vectors) => MemoryMarshal.Cast<float, uint>(vectors.Matrix.Span).ToArray();

    // As it comes to another machine.
    private static T Copy<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value))!;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(50, 3)]
    public void Steps_in_any_order_by_machines_that_die_give_the_bits_of_one_machine(int textParts, int seed)
    {
        var sentences = Sentences();
        var expected = new Word2VecTrainer(Options).Train(sentences);
        var random = new Random(seed);
        var files = new DyingFiles(random);
        var texts = sentences.Chunk((sentences.Count + textParts - 1) / textParts).ToArray();
        ICorpus TextPart(int part) => new SentenceCorpus(texts[part]);

        var schedule = new DistributedSchedule(Options, texts.Length, new());
        var running = new List<TrainingStep>();
        var deaths = 0;
        while (!schedule.IsDone)
        {
            // Now and then whoever hands out the steps dies too, and knows only what was kept.
            if (random.Next(20) == 0)
            {
                schedule = new(Options, texts.Length, Copy(schedule.State));
                running.Clear();
            }
            while (running.Count < 3 && schedule.Next() is { } step) running.Add(Copy(step));
            int taken = random.Next(running.Count);
            var current = running[taken];
            running.RemoveAt(taken);
            try
            {
                var result = new StepWorker(Options, files, TextPart).Do(current);
                foreach (string name in schedule.Done(current, result)) files.Delete(name);
            }
            catch (MachineDied)
            {
                deaths++;
                schedule.Lost(current);
            }
        }
        Assert.True(deaths > 0);

        string path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            using (var vectors = files.OpenRead(TrainingFileNames.Vectors)) vectors.CopyTo(file);
            using var actual = WordVectors.Load(path);
            Assert.Equal(expected.Words, actual.Words);
            Assert.Equal(Bits(expected), Bits(actual));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Steps_that_run_at_a_time_share_no_part_and_one_that_was_lost_comes_again()
    {
        var sentences = Sentences();
        var worker = new StepWorker(Options, new DyingFiles(null), _ => new SentenceCorpus(sentences));
        var schedule = new DistributedSchedule(Options, 1, new());
        var at = new List<TrainingStep.Train>();
        int most = 0;
        while (!schedule.IsDone)
        {
            while (schedule.Next() is { } step)
            {
                if (step is TrainingStep.Train train) at.Add(train);
                else schedule.Done(step, worker.Do(step));
            }
            if (at.Count == 0) continue;
            Assert.Equal(at.Count, at.Select(step => step.InputPart).Distinct().Count());
            Assert.Equal(at.Count, at.Select(step => step.OutputPart).Distinct().Count());
            most = Math.Max(most, at.Count);
            schedule.Lost(at[^1]);
            Assert.Equal(at[^1], schedule.Next());
            schedule.Done(at[^1], worker.Do(at[^1]));
            at.RemoveAt(at.Count - 1);
        }
        Assert.Equal(Options.Parts, most);
    }

    private sealed class MachineDied : Exception;

    /// <summary>Files of a machine that may die before or after it has written one; null for one that lives.</summary>
    private sealed class DyingFiles(Random? random) : ITrainingFiles
    {
        private readonly Dictionary<string, byte[]> _files = [];

        public Stream OpenRead(string name) => new MemoryStream(_files[name], writable: false);

        public void Write(string name, Action<Stream> write)
        {
            if (random?.Next(6) == 0) throw new MachineDied();
            using var stream = new MemoryStream();
            write(stream);
            byte[] bytes = stream.ToArray();
            // A step that is done again writes the same.
            if (_files.TryGetValue(name, out byte[]? before)) Assert.Equal(before, bytes);
            _files[name] = bytes;
            if (random?.Next(6) == 0) throw new MachineDied();
        }

        public void Delete(string name) => _files.Remove(name);
    }
}
