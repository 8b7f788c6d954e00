using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>Where the machines of a cluster meet.</summary>
internal static class ClusterOption
{
    /// <summary>Names the database, so that its password need not be on the command line.</summary>
    public const string Variable = "SEMCONV_CLUSTER";

    public static Option<string?> Create(string otherwise) => new("--cluster")
    {
        Description =
            "The PostgreSQL database in which the machines meet, such as \"Host=db;Username=semconv;Password=…;Database=semconv\"; "
            + $"by default the one in the environment variable {Variable}; {otherwise}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null,
        HelpName = "DATABASE",
    };

    /// <exception cref="FormatException">There is none.</exception>
    public static string GetCluster(this ParseResult parsed, Option<string?> option) => parsed.GetValue(option)
        ?? throw new FormatException(
            $"Name the PostgreSQL database in which the machines meet: --cluster \"Host=…\", or the environment variable {Variable}.");
}
