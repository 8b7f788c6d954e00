using Microsoft.ML;
using MLNet.SemanticConv.Tests.Correlation;

namespace MLNet.SemanticConv.Tests.Transforms;

public class WordVectorAveragingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly WordVectors Vectors = MatrixMaker.Vectors(("plug", [3, 4]), ("adapter", [0, 2]),
        ("hotel", [-1, 0]), ("void", [0, 0]));

    // "plug" is (0.6, 0.8), "adapter" (0, 1), "hotel" (-1, 0); "zzz" and "void" have no direction.
    [Fact]
    public void A_text_is_the_sum_of_its_words_unit_vectors_of_length_one()
    {
        var data = _ml.Vectors(["zzz", "plug", "hotel", "adapter", "void"], [5, 1, 0, 0, 7],
            [0, 5, 3, 0, 0], [0, 0, 1, 2, 0], [1, 0, 0, 0, 1]);
        float[][] y = Fit(data).Transform(data).Floats("Y");
        Assert.Equal([[0.6f, 0.8f], [0, 1], [-1 / MathF.Sqrt(5), 2 / MathF.Sqrt(5)], [0, 0]],
            y.Select(row => Array.ConvertAll(row, v => MathF.Round(v, 6))),
            (expected, actual) => expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) < 2e-6f));
    }

    [Fact]
    public void A_sparse_row_gives_what_its_dense_form_gives()
    {
        var texts = _ml.Texts("zzz yyy hotel", "adapter hotel adapter", "plug");
        var bags = _ml.Transforms.Text.ProduceWordBags("X", "Text", ngramLength: 1).Fit(texts).Transform(texts);
        var dense = _ml.Vectors(bags.SlotNames("X"), bags.Floats("X"));
        Assert.Equal(Fit(dense).Transform(dense).Floats("Y"), Fit(bags).Transform(bags).Floats("Y"));
    }

    // 2·(3, 4) + (0, 2) = (6, 10), not 2·(0.6, 0.8) + (0, 1)
    [Fact]
    public void Lengths_are_kept_where_they_are_asked_for()
    {
        var data = _ml.Vectors(["plug", "adapter"], [2, 1]);
        float[] y = _ml.Transforms.Text.AverageWordVectors("Y", "X", Vectors, removedComponents: null, unitLength: false).Fit(data)
            .Transform(data).Floats("Y")[0];
        Assert.Equal([6 / MathF.Sqrt(136), 10 / MathF.Sqrt(136)], y, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Components_are_removed_as_for_the_convolution()
    {
        // Centred, two vectors are opposite.
        var vectors = MatrixMaker.Vectors(("a", [3, 1]), ("b", [1, 1]));
        var data = _ml.Vectors(["a", "b"], [1, 0], [0, 1]);
        float[][] y = _ml.Transforms.Text.AverageWordVectors("Y", "X", vectors, removedComponents: 0).Fit(data).Transform(data).Floats("Y");
        Assert.Equal([[1f, 0], [-1, 0]], y);
    }

    [Fact]
    public void A_saved_model_loads_with_stock_code_and_says_the_same()
    {
        var data = _ml.Vectors(["zzz", "plug", "hotel", "adapter"], [5, 1, 0, 2], [0, 5, 3, 1]);
        var model = Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        Assert.Equal(model.Transform(data).Floats("Y"), new MLContext().Model.Load(stream, out _).Transform(data).Floats("Y"));
    }

    [Fact]
    public void A_trainer_may_follow()
    {
        // ML.NET checks what is promised of the output before anything is fitted.
        var data = _ml.Texts(["plug adapter", "hotel", "plug", "hotel hotel"]);
        var pipeline = _ml.Transforms.Text.ProduceWordBags("X", "Text", ngramLength: 1)
            .Append(_ml.Transforms.Text.AverageWordVectors("Y", "X", Vectors, removedComponents: null))
            .Append(_ml.Clustering.Trainers.KMeans("Y", numberOfClusters: 2));
        Assert.NotNull(pipeline.Fit(data));
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Contains("slot names", Assert.Throws<ArgumentException>(() => Fit(_ml.Vectors(null, [1, 0]))).Message);
        Assert.Contains("'X'", Assert.Throws<ArgumentOutOfRangeException>(() => Fit(_ml.Texts(["a"]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Text.AverageWordVectors("Y", "X", Vectors, removedComponents: -1));
        var fitted = Fit(_ml.Vectors(["plug", "hotel"], [1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => fitted.Transform(_ml.Vectors(["plug"], [1])));
    }

    private ITransformer Fit(IDataView data)
        => _ml.Transforms.Text.AverageWordVectors("Y", "X", Vectors, removedComponents: null).Fit(data);
}
