using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLNet.SemanticConv.Tests.Correlation;
using MLNet.SemanticConv.Tests.MultiLabel;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>ONNX files are right or are not written: what has no ONNX form is refused, as a custom mapping of ML.NET's is.</summary>
public sealed class OnnxExportTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly IDataView Points = Ml.Data.LoadFromEnumerable(TaggedRows.Make(60).Select(row => new Point
    {
        X = row.Features,
        Label = row.Labels.Contains("food"),
    }));

    // the stages before ours have an ONNX form, and so have those after it
    public static TheoryData<string> Ours => ["convolution", "TF-IDF", "average", "one-vs-rest"];

    [Theory, MemberData(nameof(Ours))]
    public void A_pipeline_with_a_stage_of_ours_is_refused_whatever_is_asked_for(string stage)
    {
        var data = Ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var vectors = MatrixMaker.Vectors(("plug", [3, 4]), ("adapter", [0, 2]));
        var bag = Ml.Transforms.Text.TokenizeIntoWords("Tokens", "Text")
            .Append(Ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1));
        var (pipeline, output) = stage switch
        {
            "convolution" => (bag.Append(Ml.Transforms.Text.ApplySemanticConvolution("Ours", "Bag", vectors)).Append(Scaled()), "Y"),
            "TF-IDF" => (bag.Append(Ml.Transforms.Text.NormalizeTfIdf("Ours", "Bag")).Append(Scaled()), "Y"),
            "average" => (bag.Append(Ml.Transforms.Text.AverageWordVectors("Ours", "Bag", vectors)).Append(Scaled()), "Y"),
            _ => ((IEstimator<ITransformer>)bag.Append(Ml.MultiLabelClassification.Trainers.OneVersusRest(
                Ml.BinaryClassification.Trainers.SparseLinearSvm(), featureColumnName: "Bag")), "Scores"),
        };
        var model = pipeline.Fit(data);
        using var file = new MemoryStream();
        foreach (Action convert in (Action[])
            [() => Ml.Model.ConvertToOnnx(model, data, file), () => Ml.Model.ConvertToOnnx(model, data, file, output)])
        {
            Assert.Contains("can not be fully converted", Assert.Throws<InvalidOperationException>(convert).Message);
            Assert.Equal(0, file.Length);
        }
    }

    // ML.NET's converter fails at the stage after it, which cannot take words of any number for its input.
    [Fact]
    public void A_pipeline_that_begins_with_our_words_is_refused()
    {
        var data = Ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = Ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(Ml.Transforms.Text.ProduceWordBags("Y", "Tokens", ngramLength: 1)).Fit(data);
        using var file = new MemoryStream();
        Assert.ThrowsAny<Exception>(() => Ml.Model.ConvertToOnnx(model, data, file));
        Assert.Equal(0, file.Length);
    }

    [Fact]
    public void A_stock_pipeline_says_in_OnnxRuntime_what_it_says_in_MLNet()
    {
        var model = Stock().Fit(Points);
        AssertSame(model, Exported(model));
    }

    [Fact]
    public void A_profiled_pipeline_is_exported_as_the_pipeline_itself()
    {
        var model = Stock().Fit(Points);
        foreach (ITransformer profiled in (ITransformer[])[model.Profile(), Stock().Profile().Fit(Points)])
        {
            byte[] onnx = Exported(profiled);
            Assert.Equal(Exported(model), onnx);
            AssertSame(model, onnx);
        }
    }

    [Fact]
    public void A_profiled_pipeline_with_a_stage_of_ours_is_refused_too()
    {
        var data = Ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = Ml.Transforms.Text.TokenizeIntoWords("Tokens", "Text")
            .Append(Ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1))
            .Append(Ml.Transforms.Text.NormalizeTfIdf("Ours", "Bag"))
            .Append(Scaled()).Fit(data).Profile();
        using var file = new MemoryStream();
        Assert.Contains("can not be fully converted",
            Assert.Throws<InvalidOperationException>(() => Ml.Model.ConvertToOnnx(model, data, file, "Y")).Message);
        Assert.Equal(0, file.Length);
    }

    private static IEstimator<ITransformer> Scaled() => Ml.Transforms.NormalizeLpNorm("Y", "Ours");

    private static IEstimator<ITransformer> Stock() => Ml.Transforms.NormalizeMinMax("Features", "X")
        .Append(Ml.BinaryClassification.Trainers.LbfgsLogisticRegression());

    private static byte[] Exported(ITransformer model)
    {
        using var file = new MemoryStream();
        Ml.Model.ConvertToOnnx(model, Points, file, "Probability");
        return file.ToArray();
    }

    private static void AssertSame(ITransformer model, byte[] onnx)
    {
        var scored = model.Transform(Points);
        float[][] rows = [.. scored.GetColumn<float[]>("X")];
        bool[] labels = [.. scored.GetColumn<bool>("Label")];
        using var session = new InferenceSession(onnx);
        var actual = rows.Select((row, i) =>
        {
            List<NamedOnnxValue> inputs = [NamedOnnxValue.CreateFromTensor("X", new DenseTensor<float>(row, [1, row.Length]))];
            if (session.InputMetadata.ContainsKey("Label"))
                inputs.Add(NamedOnnxValue.CreateFromTensor("Label", new DenseTensor<bool>(new[] { labels[i] }, [1, 1])));
            using var outputs = session.Run(inputs);
            return outputs.Single(output => output.Name.StartsWith("Probability", StringComparison.Ordinal)).AsEnumerable<float>().Single();
        });
        Assert.All(scored.GetColumn<float>("Probability").Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private sealed class Point
    {
        [VectorType(TaggedRows.FeatureCount)]
        public float[] X { get; set; } = [];

        public bool Label { get; set; }
    }
}
