using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.Timers;
using StackExchange.Redis;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Adds tagging to silos and clients of Orleans, and lets them meet in PostgreSQL or Redis.</summary>
public static class SemanticTaggingHostingExtensions
{
    /// <summary>The name of the grain storage that holds the state of jobs: "semconv".</summary>
    public const string Storage = JobStorage.Name;

    private const string Cluster = "semconv", Npgsql = "Npgsql";

    /// <summary>
    /// Lets a silo tag text and train word vectors. It also needs reminders and a grain storage named <see cref="Storage"/>, which
    /// <see cref="UsePostgres(ISiloBuilder, string)"/> and <see cref="UseRedis(ISiloBuilder, string)"/> add.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Changes the options, or null for the defaults.</param>
    /// <returns>The silo.</returns>
    /// <example>
    /// <code>
    /// builder.UseOrleans(silo => silo.UsePostgres("Host=db;Database=semconv").AddSemanticTagging());
    /// </code>
    /// </example>
    public static ISiloBuilder AddSemanticTagging(this ISiloBuilder silo, Action<SemanticTaggingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddOptions<SemanticTaggingOptions>()
            .Validate(options => options.NumberOfThreads > 0, "NumberOfThreads must be 1 or more.");
        if (configure is not null) silo.Services.Configure(configure);
        silo.Services.TryAddSingleton<ISharedStorage, SharedFiles>();
        silo.Services.AddSingleton<LoadedModels>().AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ModelPreloader>()
            .AddSingleton<PartTagger>().AddSingleton<TaggingTelemetry>()
            .AddSingleton<WorkerServices>()
            .AddSingleton<StepWorkers>();
        return silo.AddGrainService<WorkerService>();
    }

    /// <summary>Lets a silo meet others in a PostgreSQL database, and keeps the state of jobs there.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="connectionString">The database; see <see cref="PostgresCluster.PrepareAsync"/>.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder UsePostgres(this ISiloBuilder silo, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return silo.Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Npgsql, connectionString))
            .AddAdoNetGrainStorage(Storage, options => options.Configure<Serializer>((options, serializer) =>
            {
                (options.Invariant, options.ConnectionString) = (Npgsql, connectionString);
                options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Npgsql, connectionString));
    }

    /// <summary>Lets a client find the silos that meet in a PostgreSQL database.</summary>
    /// <param name="client">The client.</param>
    /// <param name="connectionString">The database; see <see cref="PostgresCluster.PrepareAsync"/>.</param>
    /// <returns>The client.</returns>
    public static IClientBuilder UsePostgres(this IClientBuilder client, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return client.Configure<ClusterOptions>(Name)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Npgsql, connectionString));
    }

    /// <summary>Lets a silo meet others in a Redis server, and keeps the state of jobs there.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configuration">The server; see <see cref="RedisCluster.PrepareAsync"/>.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ArgumentException">The configuration has an unknown option.</exception>
    public static ISiloBuilder UseRedis(this ISiloBuilder silo, string configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        ConfigurationOptions server = ConfigurationOptions.Parse(configuration);
        return silo.Configure<ClusterOptions>(Name)
            .UseRedisClustering(options => options.ConfigurationOptions = server)
            .AddRedisGrainStorage(Storage, options => options.Configure<Serializer>((options, serializer) =>
            {
                options.ConfigurationOptions = server;
                options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }))
            .UseRedisReminderService(options => options.ConfigurationOptions = server);
    }

    /// <summary>Lets a client find the silos that meet in a Redis server.</summary>
    /// <param name="client">The client.</param>
    /// <param name="configuration">The server; see <see cref="RedisCluster.PrepareAsync"/>.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The configuration has an unknown option.</exception>
    public static IClientBuilder UseRedis(this IClientBuilder client, string configuration)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(configuration);
        ConfigurationOptions server = ConfigurationOptions.Parse(configuration);
        return client.Configure<ClusterOptions>(Name).UseRedisClustering(options => options.ConfigurationOptions = server);
    }

    /// <summary>Makes a silo a cluster of its own, within this process: its state is lost when the process ends, and no other process can
    /// reach it.</summary>
    /// <param name="silo">The silo.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder UseThisProcess(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddSingleton<IReminderRegistry, NoReminders>();
        return silo.UseLocalhostClustering(FreePort(), serviceId: Cluster, clusterId: Cluster)
            // no other process has a client of it
            .Configure<EndpointOptions>(options => options.GatewayPort = 0)
            .AddMemoryGrainStorage(Storage, options => options.Configure<Serializer>(
                (options, serializer) => options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer)));
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Cluster, Cluster);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
