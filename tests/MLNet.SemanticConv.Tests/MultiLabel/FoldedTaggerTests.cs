using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.MultiLabel;

/// <summary>A model is folded where its features are linear in the words but for their length, and says the same as the whole.</summary>
public sealed class FoldedTaggerTests(FoldedTaggerTests.TinyVectors tiny) : IClassFixture<FoldedTaggerTests.TinyVectors>
{
    private static readonly MLContext Ml = new(seed: 1);
    private static readonly IDataView Data = Ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Append(new("nothing that is known", [])));

    [Fact]
    public void A_convolved_bag_of_unit_length_is_folded()
        => IsFolded(Bag().Append(Convolution()).Append(Ml.Transforms.NormalizeLpNorm("Features")));

    [Fact]
    public void A_convolved_bag_as_it_is_is_folded() => IsFolded(Bag().Append(Convolution()));

    [Fact]
    public void Means_beside_a_convolved_bag_are_folded() => IsFolded(Both());

    [Fact]
    public void A_column_that_is_dropped_and_a_stage_that_nothing_depends_on_do_not_matter()
        => IsFolded(Both().Append(Ml.Transforms.CopyColumns("Copy", "Text")).Append(Ml.Transforms.DropColumns("Bag", "Mean")));

    [Fact]
    public void The_default_method_is_folded()
    {
        var options = new SemanticTextOptions { Vectors = tiny.Vectors, Tokenizer = Ml.Transforms.Text.TokenizeIntoNormalizedWords };
        var model = Ml.MultiLabelClassification.Trainers.SemanticTagger(allText: Data, options: options).Fit(Data);
        Assert.Equal(Scores(model), Scores(Fold(model)), Alike);
        Assert.IsType<FoldedTagger>(Last(Fold(model)));
    }

    [Theory]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L1, false)]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L2, true)]
    public void Another_norm_and_centring_are_not_folded(LpNormNormalizingEstimatorBase.NormFunction norm, bool ensureZeroMean)
        => IsNotFolded(Bag().Append(Convolution())
            .Append(Ml.Transforms.NormalizeLpNorm("Features", norm: norm, ensureZeroMean: ensureZeroMean)));

    [Fact]
    public void What_comes_between_the_convolution_and_the_labels_is_not_folded()
        => IsNotFolded(Bag().Append(Convolution()).Append(Ml.Transforms.Text.NormalizeTfIdf("Features")));

    [Fact]
    public void A_column_beside_that_is_not_made_of_words_is_not_folded()
        => IsNotFolded(Bag().Append(Convolution()).Append(Ml.Transforms.Concatenate("Features", "Features", "Bag")));

    [Fact]
    public void Blocks_of_two_bags_are_not_folded()
        => IsNotFolded(Bag().Append(Ml.Transforms.Text.ProduceWordBags("Other", "Tokens", ngramLength: 1))
            .Append(Convolution()).Append(Ml.Transforms.Text.ApplySemanticConvolution("Second", "Other", tiny.Vectors))
            .Append(Ml.Transforms.Concatenate("Features", "Features", "Second")));

    [Fact]
    public void Models_that_are_not_linear_are_not_folded()
        => IsNotFolded(
            Bag().Append(Convolution()), Ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 2, minimumExampleCountPerLeaf: 1));

    [Fact]
    public void Without_room_for_the_words_the_scores_are_the_same()
    {
        var models = LinearModels.Pack([new([0, 1, 2], [1, 2, 3], 0.5f, null), new([1], [-1], 0, null)], 3);
        FeatureBlock[] blocks = [new(new ConvolutionMap(Words()), 0, UnitLength: true)];
        int[] words = [0, 1, 2];
        foreach (int room in new[] { 0, 3, 100 })
        {
            var score = new FoldedModels(models, blocks, room).CreateScoring();
            for (int again = 0; again < 2; again++)
            {
                float[] scores = new float[2];
                score(words, [2f, 4f, 0f], scores);
                // y = (3, 5, 0) of length √34: 3·1 + 5·2 and −5
                Assert.Equal([13 / MathF.Sqrt(34) + 0.5f, -5 / MathF.Sqrt(34)], scores, Alike);
            }
        }
    }

    [Fact]
    public void Dense_and_sparse_rows_have_the_same_scores()
    {
        var models = LinearModels.Pack([new([0, 2], [1, 3], 0, null)], 3);
        var score = new FoldedModels(models, [new(new ConvolutionMap(Words()), 0, UnitLength: true)]).CreateScoring();
        float[] dense = new float[1], sparse = new float[1];
        score([], [2f, 0f, 1f], dense);
        score([0, 2], [2f, 1f], sparse);
        Assert.Equal(sparse, dense);
    }

    [Fact]
    public void It_is_not_saved()
    {
        var folded = Fold(Model(Both(), Ml.BinaryClassification.Trainers.SparseLinearSvm()));
        using MemoryStream stream = new();
        Assert.ThrowsAny<Exception>(() => Ml.Model.Save(folded, Data.Schema, stream));
        Assert.Throws<NotSupportedException>(() => ((ICanSaveModel)Last(folded)).Save(null!));
    }

    private static void IsFolded(IEstimator<ITransformer> features)
    {
        var model = Model(features, Ml.BinaryClassification.Trainers.SparseLinearSvm());
        var folded = Fold(model);
        Assert.IsType<FoldedTagger>(Last(folded));
        Assert.Equal(Scores(model), Scores(folded), Alike);
        Assert.Equal(Decisions(model), Decisions(folded));
    }

    private static void IsNotFolded(IEstimator<ITransformer> features)
        => IsNotFolded(features, Ml.BinaryClassification.Trainers.SparseLinearSvm());

    private static void IsNotFolded<TModel>(
        IEstimator<ITransformer> features, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer) where TModel : class
    {
        var model = Model(features, trainer);
        Assert.Same(model, FoldedTagger.Fold(model, Data.Schema));
    }

    private static ITransformer Model<TModel>(
        IEstimator<ITransformer> features, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer) where TModel : class
        => features.Append(Ml.MultiLabelClassification.Trainers.OneVersusRest(trainer)).Fit(Data);

    private static ITransformer Fold(ITransformer model)
        => FoldedTagger.Fold(RequiredStages.Of(model, Data.Schema, ["Scores", "Probabilities", "PredictedLabels"]).Model, Data.Schema);

    private static ITransformer Last(ITransformer model) => ((IEnumerable<ITransformer>)model).Last();

    private static IEnumerable<float> Scores(ITransformer model) => model.Transform(Data).Floats("Scores").SelectMany(row => row);

    private static IEnumerable<bool> Decisions(ITransformer model)
        => model.Transform(Data).GetColumn<VBuffer<bool>>("PredictedLabels").SelectMany(row => row.DenseValues().ToArray()).ToList();

    private static bool Alike(float expected, float actual) => Math.Abs(expected - actual) <= 1e-5f * (1 + Math.Abs(expected));

    private static CorrelationMatrix Words()
        => Correlation.MatrixMaker.From(["a", "b", "c"], [[0, 0.5f, 0], [0.25f, 0, 0], [0, 0, 1]]);

    private static IEstimator<ITransformer> Bag()
        => Ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(Ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .Append(Ml.Transforms.Text.NormalizeTfIdf("Weighted", "Bag", new() { SmoothIdf = true }));

    private IEstimator<ITransformer> Convolution() => Ml.Transforms.Text.ApplySemanticConvolution("Features", "Weighted", tiny.Vectors);

    private IEstimator<ITransformer> Both()
        => Bag().Append(Convolution()).Append(Ml.Transforms.NormalizeLpNorm("Features"))
            .Append(Ml.Transforms.Text.AverageWordVectors("Mean", "Weighted", tiny.Vectors))
            .Append(Ml.Transforms.Concatenate("Features", "Features", "Mean"));

    public sealed class TinyVectors
    {
        public WordVectors Vectors { get; } = TinyReviews.Vectors(new MLContext(seed: 1));
    }
}
