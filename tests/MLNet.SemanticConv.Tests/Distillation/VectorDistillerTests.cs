using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.Embeddings.Encoders;

namespace MLNet.SemanticConv.Tests.Distillation;

public class VectorDistillerTests
{
    private const string Letters = "abcdefgh";

    private readonly MLContext _ml = new(seed: 1);

    // The letters of a text are those of its words: the mean of the right word vectors is the text's embedding but for its length.
    private static string[] Texts(int count)
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 40)
            .Select(_ => string.Concat(Enumerable.Range(0, 5).Select(_ => Letters[random.Next(Letters.Length)]))).Distinct()];
        return [.. Enumerable.Range(0, count)
            .Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => words[random.Next(words.Length)])))];
    }

    [Fact]
    public void The_mean_of_the_vectors_is_about_the_embedding_of_the_text()
    {
        LetterEncoder encoder = new(Letters);
        var data = Bags(Texts(600));
        var vectors = new VectorDistiller().Distill(data, "X", "Text", encoder);
        Assert.Equal(data.SlotNames("X"), vectors.Words);
        float[][] means = Means(data, vectors),
            targets = Centred([.. data.GetColumn<string>("Text").Select(text => Unit(encoder.Of(text)))]);
        // The axes are any; the angles between texts are those of their embeddings.
        for (int i = 0; i < 40; i++)
            for (int j = 0; j < i; j++) Assert.Equal(Dot(Unit(targets[i]), Unit(targets[j])), Dot(means[i], means[j]), 0.25);
    }

    [Fact]
    public void Texts_are_centred()
    {
        var data = Bags(Texts(400));
        var vectors = new VectorDistiller(new() { Dimensions = 3 }).Distill(data, "X", "Text", new LetterEncoder(Letters));
        Assert.Equal(3, vectors.Dimensions);
        double[] sum = new double[3];
        foreach (float[] bag in data.Floats("X"))
        {
            float count = bag.Sum();
            for (int slot = 0; slot < bag.Length; slot++)
                for (int k = 0; k < 3; k++) sum[k] += bag[slot] / count * vectors[slot][k];
        }
        Assert.All(sum, x => Assert.Equal(0, x, 1e-3));
    }

    [Fact]
    public void It_is_the_same_for_every_number_of_threads_and_with_given_vectors_of_words()
    {
        var data = Bags(Texts(300));
        LetterEncoder encoder = new(Letters);
        float[] one = new VectorDistiller(new() { NumberOfThreads = 1 }).Distill(data, "X", "Text", encoder).Matrix.ToArray();
        var own = WordVectors.Encode(data.SlotNames("X"), encoder);
        Assert.Equal(one, new VectorDistiller(new() { NumberOfThreads = 3 }).Distill(data, "X", "Text", encoder, own).Matrix.ToArray());
    }

    [Fact]
    public void Progress_goes_through_the_steps()
    {
        List<StepProgress> told = [];
        new VectorDistiller().Distill(Bags(Texts(600)), "X", "Text", new LetterEncoder(Letters), progress: new Recorder(told));
        Assert.Equal(["Encoding the words", "Encoding the texts", "Solving for the word vectors"], told.Select(p => p.Step).Distinct());
        Assert.Equal(1, told[^1].Fraction);
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        var encoder = new LetterEncoder(Letters);
        var data = Bags(Texts(30));
        Assert.Contains("'Y'",
            Assert.Throws<ArgumentOutOfRangeException>(() => new VectorDistiller().Distill(data, "Y", "Text", encoder)).Message,
            StringComparison.Ordinal);
        Assert.Contains("not text",
            Assert.Throws<ArgumentOutOfRangeException>(() => new VectorDistiller().Distill(data, "X", "X", encoder)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("own",
            () => new VectorDistiller().Distill(data, "X", "Text", encoder, WordVectors.Encode(["a"], encoder)));
        Assert.Throws<InvalidDataException>(() => new VectorDistiller().Distill(Bags(["", " "], ["word"]), "X", "Text", encoder));
    }

    private IDataView Bags(string[] texts, string[]? vocabulary = null)
    {
        var bag = _ml.Transforms.Text.ProduceWordBags("X", "Text", ngramLength: 1).Fit(_ml.Texts(vocabulary ?? texts));
        return bag.Transform(_ml.Texts(texts));
    }

    private float[][] Means(IDataView data, WordVectors vectors)
        => _ml.Transforms.Text.AverageWordVectors("Y", "X", vectors, removedComponents: null, unitLength: false)
            .Fit(data).Transform(data).Floats("Y");

    private static float[][] Centred(float[][] rows)
    {
        float[] mean = [.. Enumerable.Range(0, Letters.Length).Select(k => rows.Average(row => row[k]))];
        return Array.ConvertAll(rows, row => row.Zip(mean, (x, m) => x - m).ToArray());
    }

    private static float[] Unit(float[] x)
    {
        float norm = MathF.Sqrt(x.Sum(v => v * v));
        return Array.ConvertAll(x, v => v / norm);
    }

    private static double Dot(float[] x, float[] y) => x.Zip(y, (a, b) => (double)a * b).Sum();

    private sealed class Recorder(List<StepProgress> told) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => told.Add(value);
    }
}
