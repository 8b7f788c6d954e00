using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>Says where the machines of a cluster meet.</summary>
internal static class ClusterOption
{
    /// <summary>Names the place, so that its password need not be on the command line.</summary>
    public const string Variable = "SEMCONV_CLUSTER";

    public static Option<string?> Create(string otherwise) => new("--cluster")
    {
        Description =
            "Where the machines meet: a PostgreSQL database, such as \"Host=db;Username=semconv;Password=…;Database=semconv\", or a Redis "
            + "server, such as \"redis:db:6379,password=…\"; "
            + $"by default the one in the environment variable {Variable}; {otherwise}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null,
        HelpName = "DATABASE",
    };

    /// <summary>The place, or null where none is named.</summary>
    public static MeetingPlace? GetClusterIfNamed(this ParseResult parsed, Option<string?> option)
        => parsed.GetValue(option) is { } cluster ? MeetingPlace.Of(cluster) : null;

    /// <exception cref="FormatException">None is named.</exception>
    public static MeetingPlace GetCluster(this ParseResult parsed, Option<string?> option) => parsed.GetClusterIfNamed(option)
        ?? throw new FormatException(
            "Name the PostgreSQL database or the Redis server in which the machines meet: --cluster \"Host=…\" or \"redis:…\", "
            + $"or the environment variable {Variable}.");
}
