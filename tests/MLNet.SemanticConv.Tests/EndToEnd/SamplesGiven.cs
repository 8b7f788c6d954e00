using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.ML;
using MLNet.PipelineProfiler;
using MLNet.SemanticConv.Tests.Embeddings.Encoders;

namespace MLNet.SemanticConv.Tests.EndToEnd;

#pragma warning disable IDE1006 // names of local variables in samples
/// <summary>What samples use without saying where it comes from. Public, as the samples are an assembly of their own.</summary>
public sealed class SamplesGiven : IDisposable
{
    private readonly Lazy<WebApplication> _app;

    public SamplesGiven()
    {
        allText = ml.Texts(TinyReviews.Texts);
        train = test = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        binary = ml.Data.LoadFromEnumerable(
            TinyReviews.Labelled.Select(row => new PowerReview { Text = row.Text, IsPower = row.Labels.Contains("power") }));
        vectors = TinyReviews.Vectors(ml);
        pipeline = TinyReviews.Features(ml, vectors);
        model = pipeline.Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm()))
            .Fit(train);
        _app = new(builder.Build);
    }

    public MLContext ml { get; } = new(seed: 1);

    public IDataView allText { get; }

    public IDataView train { get; }

    public IDataView test { get; }

    /// <summary>Text and whether it is about power.</summary>
    public IDataView binary { get; }

    public WordVectors vectors { get; }

    /// <summary>A sentence encoder.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> encoder { get; } = new LetterEncoder();

    /// <summary>From text to features.</summary>
    public IEstimator<ITransformer> pipeline { get; }

    /// <summary>From text to labels.</summary>
    public ITransformer model { get; }

    public WebApplicationBuilder builder { get; } = WebApplication.CreateBuilder();

    public WebApplication app => _app.Value;

    /// <summary>A profile of an earlier run.</summary>
    public PipelineProfile earlier { get; } = new MLContext().Transforms.CopyColumns("Copy", "Text").Profile().GetProfile();

    public void Dispose()
    {
        if (_app.IsValueCreated) ((IDisposable)_app.Value).Dispose();
        vectors.Dispose();
    }
}

public sealed class PowerReview
{
    public string Text { get; set; } = "";

    public bool IsPower { get; set; }
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
