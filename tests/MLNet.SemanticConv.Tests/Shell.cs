using System.Diagnostics;

namespace MLNet.SemanticConv.Tests;

/// <summary>A program that a test runs as a user would.</summary>
internal static class Shell
{
    /// <summary>How this test was built: it runs from bin/configuration/net10.0.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Runs <c>dotnet</c> and returns what it prints.</summary>
    public static string Dotnet(string folder, params IEnumerable<string> args) => Run("dotnet", folder, args);

    /// <summary>Runs a program and returns what it prints; it fails the test where it ends with an error.</summary>
    public static string Run(string program, string folder, params IEnumerable<string> args)
    {
        using Process process = Process.Start(Prepare(program, folder, args))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', args)} ended with {process.ExitCode}:\n{output}{error.Result}");
        return output;
    }

    /// <summary>A program whose output can be read.</summary>
    public static ProcessStartInfo Prepare(string program, string folder, IEnumerable<string> args)
    {
        ProcessStartInfo start = new(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        // what the running test inherits from its own build is not for another
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToArray())
            start.Environment.Remove(name);
        return start;
    }
}
