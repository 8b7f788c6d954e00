using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Encoders;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// <c>tagging A.zip B.zip TEXTS.txt [turns]</c>: how many texts a second two models tag on one thread, each by <see cref="TextTagger"/> and
/// as the pipeline that ML.NET's own loader gives, and how many MiniLM embeds on all cores; by turns, after two that do not count.
/// </summary>
internal static class TaggingPeer
{
    private const int Texts = 14_000, EmbeddedTexts = 500, Unmeasured = 2;

    public static void Run(ReadOnlySpan<string> args)
    {
        string[] models = [args[0], args[1]], texts = [.. File.ReadLines(args[2]).Take(Texts)];
        int turns = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 9;
        using SentenceEncoder encoder = SentenceEncoder.MiniLM();
        List<(string Name, Func<double> Rate)> contenders = [];
        foreach (string path in models) contenders.Add(($"{Path.GetFileName(path)}, TextTagger", Tagger(path, texts)));
        foreach (string path in models) contenders.Add(($"{Path.GetFileName(path)}, pipeline", Pipeline(path, texts)));
        contenders.Add(("MiniLM, all cores", () => Embed(encoder, texts)));

        var rates = contenders.ConvertAll(_ => new List<double>());
        for (int turn = 0; turn < Unmeasured + turns; turn++)
        {
            // those that come first in one turn come last in the next
            foreach (int i in turn % 2 == 0 ? Enumerable.Range(0, rates.Count) : Enumerable.Range(0, rates.Count).Reverse())
            {
                double rate = contenders[i].Rate();
                if (turn >= Unmeasured) rates[i].Add(rate);
            }
        }
        for (int i = 0; i < rates.Count; i++)
            Console.WriteLine(
                $"{contenders[i].Name}: {Spread(rates[i], "N0")} texts/s, "
                    + $"{Spread(rates[i].Zip(rates[0], (own, first) => own / first), "F2")} of the first");
        Console.WriteLine($"{contenders[1].Name}: {Spread(rates[1].Zip(rates[^1], (own, embedded) => own / embedded), "F0")} times MiniLM");
    }

    private static Func<double> Tagger(string path, string[] texts)
    {
        var tagger = TextTagger.Load(path);
        return () => Rate(texts, all =>
        {
            foreach (string text in all) tagger.Tag(text);
        });
    }

    private static Func<double> Pipeline(string path, string[] texts)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(path, out _);
        return () => Rate(texts, all =>
        {
            var tagged = model.Transform(ml.Data.LoadFromEnumerable(all.Select(text => new Input { Text = text })));
            foreach (var _ in tagged.GetColumn<VBuffer<bool>>("PredictedLabels")) { }
        });
    }

    private static double Embed(SentenceEncoder encoder, string[] texts)
        => Rate(Random.Shared.GetItems(texts, EmbeddedTexts), some => encoder.GenerateAsync(some).GetAwaiter().GetResult());

    private static double Rate(string[] texts, Action<string[]> work)
    {
        var clock = Stopwatch.StartNew();
        work(texts);
        return texts.Length / clock.Elapsed.TotalSeconds;
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} [{Text(sorted[0])}–{Text(sorted[^1])}]";
    }

    private sealed class Input
    {
        public string Text { get; set; } = "";
    }
}
