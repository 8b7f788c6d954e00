using System.Diagnostics;
using System.Text.Json;

namespace MLNet.SemanticConv.Benchmarks.Embeddings;

/// <summary>
/// Trains word vectors once, as a program of its own, for <c>peers/word2vec.py</c> to time: <c>word2vec input output [name value]…</c>,
/// names being those of <see cref="Word2VecOptions"/>. Prints what it measured as a line of JSON.
/// </summary>
internal static class Word2VecPeer
{
    public static void Run(ReadOnlySpan<string> args)
    {
        var (input, output) = (args[0], args[1]);
        var options = new Word2VecOptions();
        for (int i = 2; i + 1 < args.Length; i += 2) options = With(options, args[i], args[i + 1]);
        var progress = new LastReport();
        WordVectors vectors = new Word2VecTrainer(options).TrainFile(input, progress);
        vectors.Save(output);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["words"] = progress.Value.WordsDone,
            ["trainingWordsPerSecond"] = progress.Value.WordsPerSecond,
            ["cpuSeconds"] = process.TotalProcessorTime.TotalSeconds,
            ["peakMegabytes"] = process.PeakWorkingSet64 / 1e6,
            ["vocabulary"] = vectors.Count,
            ["loss"] = progress.Value.Loss,
        }));
    }

    private static Word2VecOptions With(Word2VecOptions options, string name, string value) => name switch
    {
        nameof(options.Dimensions) => options with { Dimensions = int.Parse(value) },
        nameof(options.Epochs) => options with { Epochs = int.Parse(value) },
        nameof(options.NumberOfThreads) => options with { NumberOfThreads = int.Parse(value) },
        nameof(options.Parts) => options with { Parts = int.Parse(value) },
        nameof(options.StretchWords) => options with { StretchWords = int.Parse(value) },
        nameof(options.PartsFolder) => options with { PartsFolder = value },
        nameof(options.Seed) => options with { Seed = int.Parse(value) },
        nameof(options.Window) => options with { Window = int.Parse(value) },
        nameof(options.Negative) => options with { Negative = int.Parse(value) },
        nameof(options.MinCount) => options with { MinCount = int.Parse(value) },
        nameof(options.Sample) => options with { Sample = double.Parse(value) },
        nameof(options.Update) => options with { Update = Enum.Parse<Word2VecUpdate>(value) },
        nameof(options.Simd) => options with { Simd = Enum.Parse<SimdLevel>(value) },
        nameof(options.Architecture) => options with { Architecture = Enum.Parse<Word2VecArchitecture>(value) },
        _ => throw new ArgumentException($"No option is called '{name}'."),
    };

    private sealed class LastReport : IProgress<Word2VecProgress>
    {
        public Word2VecProgress Value { get; private set; }

        public void Report(Word2VecProgress value) => Value = value;
    }
}
