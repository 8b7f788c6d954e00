using Microsoft.ML;
using MLNet.SemanticConv.Tests;

namespace MLNet.PipelineProfiler.Tests;

public class SourceLinesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Each_stage_has_the_line_that_appended_it()
    {
        var words = _ml.Transforms.Text.NormalizeText("Normal", "Text").Append(_ml.Transforms.Text.TokenizeIntoWords("Words", "Normal"));
        var pipeline = words
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Words", ngramLength: 1)) // a comment with ) and .Append(
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.CopyColumns("Same", "Bag"));
        var profiled = pipeline.Profile();
        profiled.Fit(_ml.Texts("one two", "two three"));

        var sources = profiled.GetProfile()[ProfiledActivity.Fit].Stages.Where(stage => stage.IsStage && !stage.Number.Contains('.'))
            .ToDictionary(stage => stage.Number, stage => stage.Source!);
        Assert.Equal("""_ml.Transforms.Text.NormalizeText("Normal", "Text")""", sources["1"].Text);
        Assert.Equal("""_ml.Transforms.Text.TokenizeIntoWords("Words", "Normal")""", sources["2"].Text);
        Assert.Equal("""_ml.Transforms.Text.ProduceWordBags("Bag", "Words", ngramLength: 1)""", sources["3"].Text);
        Assert.Equal("""_ml.Transforms.CopyColumns("Same", "Bag")""", sources["4"].Text);
        Assert.Equal((sources["1"].Line, sources["1"].Line + 2, sources["1"].Line + 4),
            (sources["2"].Line, sources["3"].Line, sources["4"].Line));
        Assert.EndsWith("SourceLinesTests.cs", sources["4"].File);

        string lines = profiled.GetProfile().ToLines();
        Assert.Contains("Line Contents", lines);
        Assert.Matches($@"(?m)^ *{sources["3"].Line} .*ProduceWordBags", lines);
        Assert.Contains("Increment", profiled.GetProfile().ToMemoryLines());
    }

    [Fact]
    public void Fitted_on_is_read_too()
    {
        var texts = _ml.Texts("one two", "two three");
        var pipeline = _ml.Transforms.Text.NormalizeText("Normal", "Text")
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Normal", ngramLength: 1))
            .FittedOn(texts)
            .Append(_ml.Transforms.CopyColumns("Same", "Bag"));
        var profiled = pipeline.Profile();
        profiled.Fit(texts);
        var stages = profiled.GetProfile()[ProfiledActivity.Fit].Stages;
        Assert.Equal("""_ml.Transforms.Text.ProduceWordBags("Bag", "Normal", ngramLength: 1)""",
            stages.First(stage => stage.Number == "1.2").Source!.Text);
        Assert.Equal("""_ml.Transforms.CopyColumns("Same", "Bag")""", stages.Single(stage => stage.Number == "2").Source!.Text);
    }

    [Fact]
    public void Text_that_does_not_fit_the_pipeline_is_not_guessed_from()
    {
        var profiled = Make(_ml).Profile();
        profiled.Fit(_ml.Texts("one"));
        Assert.All(profiled.GetProfile()[ProfiledActivity.Fit].Stages.Where(stage => stage.IsStage),
            stage => Assert.Equal("Make(_ml)", stage.Source!.Text));
    }

    private static IEstimator<ITransformer> Make(MLContext ml)
        => ml.Transforms.CopyColumns("A", "Text").Append(ml.Transforms.CopyColumns("B", "A"));
}
