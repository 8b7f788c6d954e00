using System.Text.RegularExpressions;
using MLNet.SemanticConv.Encoders;
using MLNet.SemanticConv.English;

namespace MLNet.SemanticConv.Benchmarks.English;

/// <summary>
/// <c>english VOCABULARY.txt OUT.vectors</c>: makes the table of the package MLNet.SemanticConv.English. The vocabulary is MiniLM's
/// <c>vocab.txt</c>, of which the whole words of two Latin letters or more are taken.
/// </summary>
internal static partial class EnglishTable
{
    private const int Dimensions = 128;

    public static void Run(ReadOnlySpan<string> args)
    {
        string[] words = [.. File.ReadLines(args[0]).Where(word => Word().IsMatch(word)).Order(StringComparer.Ordinal)];
        using SentenceEncoder encoder = SentenceEncoder.MiniLM();
        WordVectors encoded = WordVectors.Encode(words, encoder);
        float[] all = encoded.Matrix.ToArray();
        float[] vectors = PrincipalAxes.Of(all, encoded.Dimensions, Dimensions, CancellationToken.None).Project(all);
        using (FileStream file = File.Create(args[1])) ByteVectors.Write(words, vectors, Dimensions, file);
        Console.WriteLine($"{args[1]}: {words.Length:N0} words, {new FileInfo(args[1]).Length / 1e6:F1} MB");
    }

    [GeneratedRegex("^[a-z]{2,}$")]
    private static partial Regex Word();
}
