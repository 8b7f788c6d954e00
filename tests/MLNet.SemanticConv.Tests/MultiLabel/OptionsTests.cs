using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public class OptionsTests
{
    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("NumberOfFolds", () => new ConvolutionTuningOptions { NumberOfFolds = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("StandardErrors", () => new ConvolutionTuningOptions { StandardErrors = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("LeastGain", () => new ConvolutionTuningOptions { LeastGain = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("LeastGain", () => new ConvolutionTuningOptions { LeastGain = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("StandardErrors",
            () => new ConvolutionTuningOptions { StandardErrors = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("Cost", () => new ConvolutionTuningOptions { Cost = 0 });
        Assert.Throws<ArgumentException>("Candidates", () => new ConvolutionTuningOptions { Candidates = [] });
        Assert.Throws<ArgumentException>("Candidates", () => new ConvolutionTuningOptions { Candidates = null! });
        Assert.Throws<ArgumentOutOfRangeException>("Cost", () => new SparseLinearOptions { Cost = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("Cost", () => new SparseLinearOptions { Cost = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("smoothing",
            () => new MLContext().BinaryClassification.Trainers.SparseNaiveBayes(smoothing: double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("shrinkage", () => LabelThresholds.PerLabel(shrinkage: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("ClassWeighting", () => new OneVersusRestOptions { ClassWeighting = (ClassWeighting)7 });
        Assert.Throws<ArgumentOutOfRangeException>("ClassWeighting", () => new SparseLinearOptions { ClassWeighting = (ClassWeighting)7 });
        var kind = Assert.Throws<ArgumentOutOfRangeException>("kind",
            () => new MLContext().BinaryClassification.Trainers.SparseNaiveBayes(kind: (NaiveBayesKind)7));
        Assert.Contains("NaiveBayesKind: it is one of Multinomial, Complement", kind.Message);
        Assert.Throws<ArgumentNullException>("Thresholds", () => new OneVersusRestOptions { Thresholds = null! });
    }

    [Fact]
    public void Values_within_are_kept()
    {
        var options = new ConvolutionTuningOptions { NumberOfFolds = 2, StandardErrors = 0, Cost = 3, NumberOfThreads = 1 };
        Assert.Equal((2, 0, 3, 1), (options.NumberOfFolds, options.StandardErrors, options.Cost, options.NumberOfThreads));
        Assert.Equal("NumberOfThreads",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionTuningOptions { NumberOfThreads = 0 }).ParamName);
    }
}
