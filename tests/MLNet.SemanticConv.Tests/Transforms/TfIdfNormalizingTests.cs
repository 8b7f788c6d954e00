using CsCheck;
using Microsoft.ML;
using static Microsoft.ML.Transforms.Text.NgramExtractingEstimator;

namespace MLNet.SemanticConv.Tests.Transforms;

public class TfIdfNormalizingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly float[][] Counts = [[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]];

    [Fact]
    public void As_it_comes_equals_the_stock_weighting_to_the_bit()
    {
        var words = Gen.Char["abcdefgh"].Select(c => c.ToString());
        words.Array[0, 12].Select(tokens => string.Join(' ', tokens)).Array[1, 20].Sample(texts =>
        {
            var data = _ml.Texts([.. texts, "a b"]);
            var stock = _ml.Transforms.Text.ProduceWordBags("Y", "Text", ngramLength: 2, weighting: WeightingCriteria.TfIdf);
            var ours = _ml.Transforms.Text.ProduceWordBags("X", "Text", ngramLength: 2)
                .Append(_ml.Transforms.Text.NormalizeTfIdf("Y", "X"));
            Assert.Equal(Bits(stock.Fit(data).Transform(data)), Bits(ours.Fit(data).Transform(data)));
        }, iter: 30, threads: 1);

        static int[][] Bits(IDataView view) => [.. view.Floats("Y").Select(row => Array.ConvertAll(row, BitConverter.SingleToInt32Bits))];
    }

    // scikit-learn 1.2: TfidfTransformer(norm=None, smooth_idf=True, sublinear_tf=...).fit_transform(Counts)
    [Fact]
    public void Smooth_idf_equals_scikit_learn()
        => AssertNear(
            [[3, 0, 1.8472979f], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 4.505526f, 0], [3, 0, 3.6945958f]],
            Normalized(new() { SmoothIdf = true }));

    [Fact]
    public void Sublinear_tf_equals_scikit_learn()
        => AssertNear(
            [[2.0986123f, 0, 1.8472979f], [1.6931472f, 0, 0], [2.0986123f, 0, 0], [2.3862944f, 0, 0], [2.0986123f, 3.8142593f, 0],
                [2.0986123f, 0, 3.1277472f]],
            Normalized(new() { SmoothIdf = true, SublinearTf = true }));

    [Fact]
    public void A_word_of_no_document_weighs_nothing_without_smoothing_and_most_with_it()
    {
        var data = _ml.Vectors(["a", "b"], [1, 0], [1, 0], [0, 0]);
        Assert.Equal([Math.Log(1.5), 0], Idf(data));
        Assert.Equal([Math.Log(4 / 3.0) + 1, Math.Log(4) + 1], Idf(data, new() { SmoothIdf = true }));
    }

    [Fact]
    public void A_fraction_of_a_count_makes_no_document_of_the_word()
    {
        var data = _ml.Vectors(["a", "b"], [1, 0.5f], [1, 1], [0, 0.9f], [0, 2]);
        Assert.Equal([Math.Log(2), Math.Log(2)], Idf(data));
    }

    [Fact]
    public void Sublinear_tf_leaves_fractions_as_they_are()
    {
        var data = _ml.Vectors(null, [0.5f], [1], [MathF.E], [0]);
        var y = _ml.Transforms.Text.NormalizeTfIdf("Y", "X", new() { SublinearTf = true, SmoothIdf = true }).Fit(data)
            .Transform(data).Floats("Y");
        float idf = (float)(Math.Log(5 / 3.0) + 1);
        AssertNear([[0.5f * idf], [idf], [2 * idf], [0]], y);
    }

    [Fact]
    public void Slot_names_are_kept_and_the_input_column_may_be_replaced()
    {
        var data = _ml.Vectors(["a", "b", "c"], Counts);
        var transformed = _ml.Transforms.Text.NormalizeTfIdf("X").Fit(data).Transform(data);
        Assert.Equal(["a", "b", "c"], transformed.SlotNames("X"));
        Assert.Equal(0, transformed.Floats("X")[1][1]);
    }

    [Fact]
    public void A_missing_column_is_named_among_those_that_are_there()
    {
        var data = _ml.Vectors(null, Counts);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Text.NormalizeTfIdf("Y", "Bag").Fit(data));
        Assert.Contains("There is no column 'Bag' among 'X'", error.Message);
    }

    [Fact]
    public void A_column_of_text_is_refused_by_its_name()
    {
        var data = _ml.Texts("a b");
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Text.NormalizeTfIdf("Y", "Text").Fit(data));
        Assert.Contains("The column 'Text' must be a vector of Single of known size, such as ProduceWordBags makes, but is String",
            error.Message);
    }

    [Fact]
    public void Another_bag_is_refused_by_its_size()
    {
        var model = _ml.Transforms.Text.NormalizeTfIdf("Y", "X").Fit(_ml.Vectors(null, Counts));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(_ml.Vectors(null, [1, 2])));
        Assert.Contains("The column 'X' has 2 slots, but the transformer was fitted for 3", error.Message);
    }

    [Fact]
    public void No_rows_are_an_error()
    {
        var none = _ml.Data.FilterRowsByMissingValues(_ml.Vectors(null, [float.NaN, 0]), "X");
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.Text.NormalizeTfIdf("Y", "X").Fit(none));
        Assert.Contains("'X'", error.Message);
    }

    private float[][] Normalized(TfIdfOptions options)
    {
        var data = _ml.Vectors(null, Counts);
        return _ml.Transforms.Text.NormalizeTfIdf("Y", "X", options).Fit(data).Transform(data).Floats("Y");
    }

    private static void AssertNear(float[][] expected, float[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            for (int j = 0; j < expected[i].Length; j++) Assert.Equal(expected[i][j], actual[i][j], 1e-6f);
    }

    private IReadOnlyList<double> Idf(IDataView data, TfIdfOptions? options = null)
        => ((TfIdfNormalizingTransformer)_ml.Transforms.Text.NormalizeTfIdf("Y", "X", options).Fit(data)).Idf;
}
