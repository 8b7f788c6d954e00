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
        (int exitCode, string output, string error) = Finish(process);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', args)} ended with {exitCode}:\n{output}{error}");
        return output;
    }

    /// <summary>What a program says until it ends; both of its outputs must be redirected.</summary>
    public static (int ExitCode, string Output, string Error) Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        // a program that it leaves running may keep the outputs open
        if (!Task.WaitAll([output, error], Patience.Limit) || !process.WaitForExit(Patience.Limit))
        {
            process.Kill(entireProcessTree: true);
            Task.WaitAll([output, error], TimeSpan.FromMinutes(1));
            string said = string.Concat(new[] { output, error }.Where(text => text.IsCompletedSuccessfully).Select(text => text.Result));
            Assert.Fail($"{process.StartInfo.FileName} had not ended after {Patience.Limit.TotalMinutes} minutes:\n{said}");
        }
        return (process.ExitCode, output.Result, error.Result);
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
