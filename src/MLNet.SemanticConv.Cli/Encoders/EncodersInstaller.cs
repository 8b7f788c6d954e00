using System.Diagnostics;

namespace MLNet.SemanticConv.Cli;

/// <summary>Installs the package of sentence encoders by the .NET SDK that installed the tool.</summary>
internal static class EncodersInstaller
{
    // A project of its own, whatever folder it is in.
    private static readonly string Project = $"""
        <Project>
          <PropertyGroup>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="{InstalledEncoders.Package}" Version="[{InstalledEncoders.Version}]" />
          </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
        </Project>
        """;

    /// <summary>Puts the package and all that it needs into a folder, which is replaced when they are complete.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="source">A folder or address to find packages in, besides those that NuGet is set up with.</param>
    /// <param name="cancellationToken">Ends the installation; the folder stays as it was.</param>
    /// <exception cref="IOException">The SDK could not install it.</exception>
    public static void Install(string folder, string? source, CancellationToken cancellationToken)
    {
        string work = $"{folder}.tmp{Guid.NewGuid():N}";
        Directory.CreateDirectory(work);
        try
        {
            string project = Path.Combine(work, "encoders.csproj"), complete = Path.Combine(work, "complete");
            File.WriteAllText(project, Project);
            List<string> arguments =
                ["publish", project, "-c", "Release", "--use-current-runtime", "--no-self-contained", "-o", complete, "-v",
                    "q", "--nologo"];
            if (source is not null)
                arguments.Add($"-p:RestoreAdditionalProjectSources={(Directory.Exists(source) ? Path.GetFullPath(source) : source)}");
            Publish(arguments, work, cancellationToken);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(complete, folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Publish(IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode == 0) return;
        string said = output.Result + error.Result;
        string reason = said.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? said;
        throw new IOException($"The encoders could not be installed. dotnet publish says: {reason.Trim()}");
    }
}
