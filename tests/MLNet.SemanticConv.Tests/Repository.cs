using System.Reflection;

namespace MLNet.SemanticConv.Tests;

/// <summary>Where the sources stand from which these tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
