using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Serving.Tests;

/// <summary>A service on a port of its own, with a model file that may be replaced.</summary>
public sealed class Service : IAsyncDisposable
{
    private static readonly Lazy<byte[]> s_first = new(() => Train(row => row.Labels)),
        s_second = new(() => Train(row => [.. row.Labels, "any"]));
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-serving-").FullName;
    private readonly WebApplication _application;

    private Service(Action<SemanticTaggerOptions>? configure, TimeSpan? shutdownTimeout, byte[] model)
    {
        Replace(model);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        if (shutdownTimeout is { } timeout) builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        builder.Services.AddSemanticTagger(ModelPath, options =>
        {
            options.ReloadInterval = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        });
        _application = builder.Build();
        _application.MapTagging();
        _application.MapHealthChecks("/health");
    }

    /// <summary>A model of the labels power, staff and food.</summary>
    public static byte[] First => s_first.Value;

    /// <summary>A model that knows a fourth label, which all texts have.</summary>
    public static byte[] Second => s_second.Value;

    public string ModelPath => Path.Combine(_folder, "model.zip");

    public ErrorLog Log { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public SemanticTagger Tagger => _application.Services.GetRequiredService<SemanticTagger>();

    /// <summary>What the meters of this service, and of no other in the process, belong to.</summary>
    public IMeterFactory Meters => _application.Services.GetRequiredService<IMeterFactory>();

    /// <summary>Starts one, with <see cref="First"/> where no model is given; the token tells its host to stop.</summary>
    public static async Task<Service> StartAsync(
        Action<SemanticTaggerOptions>? configure = null,
        TimeSpan? shutdownTimeout = null,
        byte[]? model = null,
        CancellationToken stop = default)
    {
        Service service = new(configure, shutdownTimeout, model ?? First);
        using var stopping = stop.Register(service._application.Lifetime.StopApplication);
        await service._application.StartAsync(CancellationToken.None);
        service.Client = new() { BaseAddress = new(service._application.Urls.First()) };
        return service;
    }

    public Task StopAsync() => _application.StopAsync();

    /// <summary>Puts another file in the model's place, as a deployment does.</summary>
    public void Replace(byte[] model)
    {
        string beside = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllBytes(beside, model);
        File.Move(beside, ModelPath, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Train(Func<TinyReviews.Row, string[]> labels)
    {
        MLContext ml = new(seed: 1);
        var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled.Select(row => new TinyReviews.Row(row.Text, labels(row))));
        var model = TinyReviews.Features(ml)
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(data);
        using MemoryStream stream = new();
        ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }
}
