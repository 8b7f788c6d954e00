using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Transforms;

public class SemanticConvolutionTests
{
    // plug and adapter point the same way, hotel lies apart.
    private static readonly WordVectors Vectors = new(["plug", "adapter", "hotel"], new float[] { 1, 0, 4, 3, 0, 1 }, 2);

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Blog_adds_neighbours_and_doubles_the_own_count()
    {
        // cos(plug, adapter) = 0.8, cos(adapter, hotel) = 0.6, cos(plug, hotel) = 0; "rare" has no vector.
        var data = _ml.Vectors(["hotel", "rare", "plug", "adapter"], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]);
        var y = _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors, CorrelationOptions.Blog).Fit(data).Transform(data);
        Assert.Equal([[2, 0, 0, 1], [0, 2, 0, 0], [0, 0, 4, 2], [1, 0, 1, 2]], y.Floats("Y"));
        Assert.Equal(["hotel", "rare", "plug", "adapter"], y.SlotNames("Y"));
    }

    [Fact]
    public void A_bag_of_other_tokens_than_the_vectors_is_refused_with_some_of_both()
    {
        var data = _ml.Vectors(["Plug", "Adapter", "Hotel", "Rare"], [1, 0, 0, 0]);
        string message = Assert.Throws<ArgumentException>(
            () => _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors).Fit(data)).Message;
        Assert.Contains("column 'X'", message);
        Assert.Contains("slots are 'Plug', 'Adapter', 'Hotel', …, the words 'plug', 'adapter', 'hotel'.", message);
        Assert.Contains("same tokens", message);
    }

    [Fact]
    public void A_bag_of_several_words_a_slot_is_refused_unless_their_means_are_asked_for()
    {
        var data = _ml.Vectors(["plug|rare", "adapter|hotel"], [1, 0]);
        var asWords = _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors, CorrelationOptions.Blog);
        Assert.Contains("CorrelationOptions.Ngrams", Assert.Throws<ArgumentException>(() => asWords.Fit(data)).Message);
        _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors, CorrelationOptions.Blog with { Ngrams = true }).Fit(data);
        // A mean needs all of its words.
        var half = _ml.Vectors(["plug|rare"], [1f]);
        Assert.Throws<ArgumentException>(() => _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors,
            CorrelationOptions.Blog with { Ngrams = true }).Fit(half));
    }

    [Fact]
    public void Words_that_only_share_neighbours_become_alike()
    {
        var data = _ml.Vectors(["plug", "adapter", "hotel"], [1, 0, 0], [0, 0, 1]);
        var y = _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors, CorrelationOptions.Blog).Fit(data)
            .Transform(data).Floats("Y");
        Assert.Equal([[2, 1, 0], [0, 1, 2]], y);
    }

    [Fact]
    public void It_fits_on_the_bag_of_stock_tf_idf()
    {
        var data = _ml.Texts("plug plug", "hotel", "adapter");
        var pipeline = _ml.Transforms.Text
            .ProduceWordBags("Bag", "Text", ngramLength: 1,
                weighting: Microsoft.ML.Transforms.Text.NgramExtractingEstimator.WeightingCriteria.TfIdf)
            .Append(_ml.Transforms.Text.ApplySemanticConvolution("Bag", null, Vectors, CorrelationOptions.Blog));
        float idf = (float)Math.Log(3);
        var y = pipeline.Fit(data).Transform(data).Floats("Bag");
        Assert.Equal([2 * (float)(2 * Math.Log(3)), 0, (float)(2 * Math.Log(3))], y[0]);
        Assert.Equal([0, 2 * idf, idf], y[1]);
    }

    [Fact]
    public void One_row_at_a_time_and_many_cursors_give_the_same_bits()
    {
        var data = _ml.Texts(
            Enumerable.Range(0, 500).Select(i => string.Join(' ', Enumerable.Range(0, i % 7).Select(k => Vectors.Words[(i * k + k) % 3]))));
        var model = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1)
            .Append(_ml.Transforms.Text.ApplySemanticConvolution("Y", "Bag", Vectors)).Fit(data);
        var transformed = model.Transform(data);
        float[][] sequential = transformed.Floats("Y");

        var engine = _ml.Model.CreatePredictionEngine<Rows.TextRow, Convolved>(model);
        Assert.Equal(sequential, data.GetColumn<string>("Text").Select(text => engine.Predict(new(text)).Y));

        var column = transformed.Schema["Y"];
        var parallel = new ConcurrentBag<float[]>();
        Parallel.ForEach(transformed.GetRowCursorSet([column], 4), cursor =>
        {
            var get = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> y = default;
            while (cursor.MoveNext())
            {
                get(ref y);
                parallel.Add([.. y.DenseValues()]);
            }
        });
        Assert.Equal(sequential.OrderBy(Text), parallel.OrderBy(Text));

        static string Text(float[] row) => string.Join(" ", row);
    }

    [Fact]
    public void The_same_column_read_twice_is_computed_once()
    {
        int computed = 0;
        var counting = _ml.Transforms.CustomMapping<TextCell, TextCell>((source, target) => { computed++; target.Text = source.Text; },
            contractName: null);
        var data = _ml.Texts("plug", "hotel plug");
        var chain = counting.Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1))
            .Append(_ml.Transforms.Text.ApplySemanticConvolution("Y", "Bag", Vectors))
            .Append(_ml.Transforms.Concatenate("Thrice", "Y", "Y", "Y"));
        var transformed = chain.Fit(data).Transform(data);
        computed = 0;
        Assert.Equal(2, transformed.Floats("Thrice").Length);
        Assert.Equal(2, computed);
    }

    [Fact]
    public void A_bag_without_slot_names_is_refused_with_what_to_do()
    {
        var data = _ml.Vectors(null, [1, 2]);
        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors).Fit(data));
        Assert.Contains("The column 'X' has no slot names", error.Message);
        Assert.Contains("ProduceWordBags", error.Message);
    }

    [Fact]
    public void A_hashed_bag_is_refused_as_one()
    {
        var data = _ml.Texts("plug hotel", "plug");
        var bag = _ml.Transforms.Text.ProduceHashedWordBags("X", "Text", numberOfBits: 4, ngramLength: 1, maximumNumberOfInverts: -1)
            .Fit(data).Transform(data);
        foreach (IEstimator<ITransformer> estimator in (IEstimator<ITransformer>[])
            [_ml.Transforms.Text.ApplySemanticConvolution("Y", "X", Vectors), _ml.Transforms.Text.AverageWordVectors("Y", "X", Vectors)])
        {
            string message = Assert.Throws<ArgumentException>(() => estimator.Fit(bag)).Message;
            Assert.Contains("The column 'X' is a hashed bag", message);
            Assert.Contains("Make the bag with ProduceWordBags", message);
        }
    }

    private sealed class TextCell
    {
        public string Text { get; set; } = "";
    }

    private sealed class Convolved
    {
        public float[] Y { get; set; } = [];
    }
}
