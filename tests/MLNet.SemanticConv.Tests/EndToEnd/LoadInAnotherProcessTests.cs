using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.EndToEnd;

/// <summary>The production user: a process that refers to the package, but whose code touches ML.NET alone.</summary>
public sealed class LoadInAnotherProcessTests : IDisposable
{
    private static readonly string[] Texts = ["The plug broke, send an adapter!", "lovely staff and breakfast", "", "unknown words only"];

    private readonly string _model = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");

    [Fact]
    public void LinearModel_GivesTheSameBits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SdcaLogisticRegression(new() { NumberOfThreads = 1 })));

    [Fact]
    public void CalibratedPerceptron_GivesTheSameBits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.AveragedPerceptron()));

    [Fact]
    public void Trees_GiveTheSameBits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.FastTree(numberOfLeaves: 4, numberOfTrees: 5, minimumExampleCountPerLeaf: 2)));

    [LightGbmFact]
    public void LightGbm_GivesTheSameBits()
        => AssertSameBits(ml => ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 4, minimumExampleCountPerLeaf: 2, numberOfIterations: 5)));

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
        Assert.Equal(here.Select(Line), RunLoader());
    }

    private List<string> RunLoader()
    {
        string loader = Path.Combine(AppContext.BaseDirectory, "MLNet.SemanticConv.Loader.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [loader, _model])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        foreach (string text in Texts) process.StandardInput.WriteLine(text);
        process.StandardInput.Close();
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line) lines.Add(line);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return lines;
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
