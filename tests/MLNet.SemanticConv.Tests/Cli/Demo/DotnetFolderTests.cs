namespace MLNet.SemanticConv.Cli.Tests;

public sealed class DotnetFolderTests
{
    [Fact]
    public void The_folder_of_the_running_runtime_is_among_the_candidates()
        => Assert.Contains(DotnetFolder.Candidates(), folder => Directory.Exists(Path.Combine(folder, "shared", "Microsoft.NETCore.App")));
}
