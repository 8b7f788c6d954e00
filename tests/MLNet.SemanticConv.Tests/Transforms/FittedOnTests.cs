using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.Transforms;

public class FittedOnTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_vocabulary_comes_from_the_corpus_not_from_the_training_rows()
    {
        var pipeline = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1)
            .FittedOn(_ml.Texts("plug adapter", "adapter cord"));
        var training = _ml.Texts("plug", "hotel");
        var transformed = pipeline.Fit(training).Transform(training);
        Assert.Equal(["plug", "adapter", "cord"], transformed.SlotNames("Bag"));
        Assert.Equal([[1, 0, 0], [0, 0, 0]], transformed.Floats("Bag"));
    }

    [Fact]
    public void What_stands_behind_it_is_fitted_on_the_training_rows()
    {
        var pipeline = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).FittedOn(_ml.Texts("a b", "a", "a", "b"))
            .Append(_ml.Transforms.Text.NormalizeTfIdf("Bag"));
        var model = pipeline.Fit(_ml.Texts("a b", "b"));
        Assert.Equal([Math.Log(2), 0], ((TfIdfNormalizingTransformer)model.LastTransformer).Idf);
    }

    [Fact]
    public void Cross_validation_reads_the_corpus_once()
    {
        int read = 0;
        var corpus = _ml.Texts(Enumerable.Range(0, 5).Select(i => { read++; return "word" + i; }));
        var estimator = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).FittedOn(corpus);
        estimator.Fit(_ml.Texts("x"));
        int once = read;
        Assert.NotEqual(0, once);
        estimator.Fit(_ml.Texts("y"));
        Assert.Equal(once, read);
    }
}
