using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The production user: a process that refers to the package, but whose code touches ML.NET alone.</summary>
public sealed class LoadInAnotherProcessTests : IDisposable
{
    private static readonly string[] Texts = ["The plug broke, send an adapter!", "lovely staff and breakfast", "", "unknown words only"];

    private readonly string _model = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");

    [Fact]
    public void Linear_model_gives_the_same_bits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SdcaLogisticRegression(new() { NumberOfThreads = 1 })));

    [Fact]
    public void Calibrated_perceptron_gives_the_same_bits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.AveragedPerceptron()));

    [Fact]
    public void Trees_give_the_same_bits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.FastTree(numberOfLeaves: 4, numberOfTrees: 5, minimumExampleCountPerLeaf: 2)));

    [LightGbmFact]
    public void A_model_of_LightGbm_gives_the_same_bits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 4, minimumExampleCountPerLeaf: 2, numberOfIterations: 5)));

    [Fact]
    public void Without_the_library_the_error_names_it()
    {
        string folder = Directory.CreateTempSubdirectory("semconv-without-").FullName;
        try
        {
            LoaderProcess.CopyWithoutLibrary(folder);
            string model = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "linear.zip");
            var (exitCode, lines, error) = LoaderProcess.Run(model, Texts, folder);
            Assert.NotEqual(0, exitCode);
            Assert.Empty(lines);
            Assert.Contains("Could not load file or assembly 'MLNet.SemanticConv, Version=1.0.0.0", error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => File.Delete(_model);

    private void AssertSameBits<TTransformer>(Func<MLContext, IEstimator<TTransformer>> trainer) where TTransformer : class, ITransformer
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = TinyReviews.Features(ml).Append(trainer(ml)).Fit(data);
        ml.Model.Save(model, data.Schema, _model);

        var engine = ml.Model.CreatePredictionEngine<Review, Tags>(model);
        var here = Texts.Select(text => engine.Predict(new() { Text = text })).ToArray();
        Assert.Contains(here, tags => tags.PredictedLabels.Contains(true));
        var (exitCode, lines, error) = LoaderProcess.Run(_model, Texts);
        Assert.True(exitCode == 0, error);
        Assert.Equal(here.Select(Line), lines);
    }

    private static string Line(Tags tags)
        => $"{Bits(tags.Scores)} {Bits(tags.Probabilities)} {string.Concat(tags.PredictedLabels.Select(tagged => tagged ? 1 : 0))}";

    private static string Bits(float[] values) => string.Concat(values.Select(value => $"{BitConverter.SingleToInt32Bits(value):x8}"));

    private sealed class Review
    {
        public string Text { get; set; } = "";
    }

    private sealed class Tags
    {
        public float[] Scores { get; set; } = [];
        public float[] Probabilities { get; set; } = [];
        public bool[] PredictedLabels { get; set; } = [];
    }
}
