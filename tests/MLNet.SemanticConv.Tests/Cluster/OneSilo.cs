extern alias cluster;

using cluster::MLNet.SemanticConv.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.ML;
using MLNet.SemanticConv.Cli.Tests;

namespace MLNet.SemanticConv.Tests.Cluster;

/// <summary>A cluster of one silo in this process, and a model.</summary>
public sealed class OneSilo : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;

    public OneSilo()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseThisProcess().AddSemanticTagging(options => options.NumberOfThreads = 3));
        _host = builder.Build();
    }

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public string Model => _folder["model.zip"];

    public Task InitializeAsync()
    {
        MLContext ml = new(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(EndToEnd.TinyReviews.Labelled);
        ITransformer model = ml.MultiLabelClassification.Trainers.SemanticTagger(allText: rows).Fit(rows);
        ml.Model.Save(model, rows.Schema, Model);
        return _host.StartAsync();
    }

    public Task DisposeAsync() => _host.StopAsync();

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }
}
