using System.Diagnostics;
using System.Text.Json;

namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>
/// The kernel that notebooks run in, <c>dotnet-interactive</c>, spoken to as VS Code does: commands go in and events come out, each a line
/// of JSON. Packages are those of this build.
/// </summary>
internal sealed class KernelProcess : IDisposable
{
    private static readonly Lazy<string> s_restoredTool = new(() => Shell.Dotnet(Repository.Root, "tool", "restore"));

    private readonly Process _process;
    private readonly NotebookPackages _packages;
    private int _commands;

    private KernelProcess(NotebookPackages packages)
    {
        _packages = packages;
        _ = s_restoredTool.Value;
        var start = Shell.Prepare("dotnet", Repository.Root,
            ["tool", "run", "dotnet-interactive", "stdio", "--working-dir", Notebook.Folder]);
        start.RedirectStandardInput = true;
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a kernel that finds the packages of this build.</summary>
    public static async Task<KernelProcess> StartAsync(NotebookPackages packages)
    {
        KernelProcess kernel = new(packages);
        await foreach (var e in kernel.EventsAsync())
            if (e.Type == "KernelReady") break;
        await kernel.RunAsync($"#i \"nuget:{packages.Folder}\"");
        return kernel;
    }

    /// <summary>Runs a cell.</summary>
    public async Task<CellRun> RunAsync(string code)
    {
        CellRun run = new();
        await foreach (var e in SubmitAsync(code)) run.Add(e);
        return run;
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>What happens until it ends.</returns>
    public async IAsyncEnumerable<KernelEvent> SubmitAsync(string code)
    {
        string token = Send("SubmitCode", new { code = NotebookSource.WithPackagesOf(_packages, code), targetKernelName = "csharp" });
        await foreach (var e in EventsAsync())
        {
            yield return e;
            if (e.Token == token && e.Type is "CommandSucceeded" or "CommandFailed") yield break;
        }
    }

    /// <summary>What the button that stops a cell does.</summary>
    public void Cancel() => Send("Cancel", new { targetKernelName = "csharp" });

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private string Send(string commandType, object command)
    {
        string token = $"test{++_commands}";
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { token, commandType, command }));
        _process.StandardInput.Flush();
        return token;
    }

    // What is no JSON is the greeting of a new installation.
    private async IAsyncEnumerable<KernelEvent> EventsAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().InTimeAsync() is { } line)
            if (line.StartsWith('{')) yield return new(JsonDocument.Parse(line).RootElement);
        throw new InvalidOperationException("The kernel has ended.");
    }
}
