using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>A few made-up reviews with tags, and the pipeline that a user would write for them.</summary>
internal static class TinyReviews
{
    public sealed record Row(string Text, string[] Labels);

    private static readonly (string Label, string[] Words)[] Topics =
    [
        ("power", ["plug", "adapter", "charger", "cord", "battery", "socket"]),
        ("staff", ["staff", "waiter", "reception", "friendly", "rude", "service"]),
        ("food", ["breakfast", "dinner", "menu", "tasty", "cold", "soup"]),
    ];

    public static IReadOnlyList<string> Texts { get; } = [.. Labelled.Select(row => row.Text)];

    // Each text takes four words of one topic, or two of each of two.
    public static IEnumerable<Row> Labelled
        => from first in Enumerable.Range(0, Topics.Length)
           from second in Enumerable.Range(0, Topics.Length)
           from shift in Enumerable.Range(0, 6)
           let a = Topics[first]
           let b = Topics[second]
           select new Row(
               $"The {a.Words[shift]} and {a.Words[(shift + 1) % 6]}, with {b.Words[(shift + 2) % 6]} or {b.Words[(shift + 3) % 6]}.",
               first == second ? [a.Label] : [a.Label, b.Label]);

    /// <summary>Writes the files that the README's first example reads.</summary>
    public static void WriteFiles(string folder)
    {
        File.WriteAllLines(Path.Combine(folder, "tagged.tsv"), Labelled.Select(row => $"{row.Text}\t{string.Join(',', row.Labels)}"));
        File.WriteAllLines(Path.Combine(folder, "all.txt"), Texts);
    }

    public static IEstimator<ITransformer> Features(MLContext ml) => Features(ml, Vectors(ml));

    public static IEstimator<ITransformer> Features(MLContext ml, WordVectors vectors)
        => Tokens(ml)
        .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
        .Append(ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }))
        .Append(ml.Transforms.Text.ApplySemanticConvolution("Features", "Weighted", vectors))
        .Append(ml.Transforms.NormalizeLpNorm("Features"))
        .FittedOn(ml.Texts(Texts));

    public static WordVectors Vectors(MLContext ml)
    {
        var all = ml.Texts(Texts);
        return WordVectors.Train(Tokens(ml).Fit(all).Transform(all), "Tokens",
            new Word2VecOptions { Dimensions = 16, MinCount = 1, Epochs = 20, NumberOfThreads = 1, Sample = 0 });
    }

    private static IEstimator<ITransformer> Tokens(MLContext ml) => ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text");
}
