namespace MLNet.SemanticConv.Cli;

/// <summary>The folder of a .NET installation: the one that holds <c>dotnet</c>, <c>shared</c> and <c>packs</c>.</summary>
internal static class DotnetFolder
{
    /// <summary>The folders worth a look, best first: the environment's word, the host that runs us, the runtime that runs us and the
    /// folders above it.</summary>
    public static IEnumerable<string> Candidates()
    {
        string?[] first =
        [
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")),
            Path.GetDirectoryName(Resolve(Environment.ProcessPath)),
        ];
        // shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll; empty in a single-file application
        IEnumerable<string?> runtime = Parents(AppContext.GetData("FX_DEPS_FILE") as string ?? typeof(object).Assembly.Location);
        return first.Concat(runtime).Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => Path.GetFullPath(folder!)).Distinct();
    }

    private static IEnumerable<string?> Parents(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    private static string? Resolve(string? path)
        => path is not null && File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
