using Microsoft.AspNetCore.Builder;
using Microsoft.ML;

namespace MLNet.SemanticConv.Tests.EndToEnd;

#pragma warning disable IDE1006 // names of local variables in the README
/// <summary>What the README's samples use without saying where it comes from. Public, as the samples are an assembly of their own.</summary>
public sealed class ReadmeGiven : IAsyncDisposable
{
    private readonly Lazy<WebApplication> _app;

    public ReadmeGiven()
    {
        allText = new MLContext().Texts(TinyReviews.Texts);
        train = test = new MLContext().Data.LoadFromEnumerable(TinyReviews.Labelled);
        _app = new(builder.Build);
    }

    public IDataView allText { get; }

    public IDataView train { get; }

    public IDataView test { get; }

    public WebApplicationBuilder builder { get; } = WebApplication.CreateBuilder();

    public WebApplication app => _app.Value;

    /// <summary>A profile of an earlier run.</summary>
    public PipelineProfile earlier { get; } = new MLContext().Transforms.CopyColumns("Copy", "Text").Profile().GetProfile();

    public ValueTask DisposeAsync() => _app.IsValueCreated ? _app.Value.DisposeAsync() : ValueTask.CompletedTask;
}

public sealed class Review
{
    public string Text { get; set; } = "";
}

public sealed class Tags
{
    public float[] Scores { get; set; } = [];

    public float[] Probabilities { get; set; } = [];

    public bool[] PredictedLabels { get; set; } = [];
}
