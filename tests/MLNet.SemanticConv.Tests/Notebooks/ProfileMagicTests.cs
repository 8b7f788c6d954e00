using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary><c>#!profile</c>, which the profiler's package brings to the cells of a notebook, in the real kernel.</summary>
[Collection(nameof(PackedProjects))]
public class ProfileMagicTests(NotebookPackages packages)
{
    private const string Pipeline = """
        #r "nuget: Microsoft.ML, 5.0.1"
        #r "nuget: MLNet.PipelineProfiler, 0.1.0"
        using Microsoft.ML;
        using Microsoft.ML.Data;
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(new[] { new { Text = "cold soup" }, new { Text = "a rude waiter" } });
        var pipeline = ml.Transforms.Text.NormalizeText("Normal", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Bag", "Normal", ngramLength: 1));
        class Wardrobe { public string Fit(string clothes) => clothes; }
        """;

    [Fact]
    public async Task A_cell_with_it_shows_where_the_time_of_its_pipelines_goes_and_does_the_same()
    {
        using var kernel = await KernelProcess.StartAsync(packages);
        Assert.Empty((await kernel.RunAsync(Pipeline)).Complaints);
        var run = await kernel.RunAsync("""
            #!profile
            var model = pipeline.Fit(data);
            int[] words = model.Transform(data).GetColumn<float[]>("Bag").Select(row => row.Count(value => value > 0)).ToArray();
            string suit = new Wardrobe().Fit("suit");
            """);
        Assert.Empty(run.Complaints);
        Assert.Equal(2, run.Outputs.Count);
        Assert.All(run.Outputs, profile => Assert.Contains("TextNormalizing", profile.Data["text/plain"]));
        Assert.StartsWith("Fit: ", run.Outputs[0].Data["text/plain"]);
        Assert.StartsWith("Transform: ", run.Outputs[1].Data["text/plain"]);

        var after = await kernel.RunAsync("""$"{model.GetType().Name} {string.Join(' ', words)} {suit}" """);
        Assert.Equal("TransformerChain`1 2 3 suit", Assert.Single(after.Outputs).Data["text/plain"]);
        Assert.Empty((await kernel.RunAsync("var again = pipeline.Fit(data);")).Outputs);
    }
}
