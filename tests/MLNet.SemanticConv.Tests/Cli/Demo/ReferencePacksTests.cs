namespace MLNet.SemanticConv.Cli.Tests;

public sealed class ReferencePacksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Pack(string name, string version, params string[] files)
    {
        foreach (string file in files) _folder.Write(Path.Combine("packs", name, version, "ref", "net10.0", file), "<doc/>");
    }

    [Fact]
    public void The_documentation_of_both_packs_is_found()
    {
        Pack("Microsoft.NETCore.App.Ref", "10.0.1", "System.B.xml", "System.A.xml", "System.A.dll");
        Pack("Microsoft.AspNetCore.App.Ref", "10.0.1", "Web.xml");

        Assert.Equal(["System.A.xml", "System.B.xml", "Web.xml"],
            ReferencePacks.FindDocumentation([_folder.Path]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("10.0.9", "10.0.12")]
    [InlineData("9.0.12", "10.0.0")]
    [InlineData("10.0.0-rc.2", "10.0.0")]
    [InlineData("10.0.0-preview.7", "10.0.0-rc.1")]
    public void The_newest_version_is_taken(string older, string newer)
    {
        Pack("Microsoft.NETCore.App.Ref", older, "Old.xml");
        Pack("Microsoft.NETCore.App.Ref", newer, "New.xml");
        Pack("Microsoft.AspNetCore.App.Ref", newer, "Web.xml");

        Assert.Equal(["New.xml", "Web.xml"], ReferencePacks.FindDocumentation([_folder.Path]).Select(Path.GetFileName));
    }

    [Fact]
    public void Where_a_pack_is_missing_the_message_says_what_to_install()
    {
        Pack("Microsoft.NETCore.App.Ref", "10.0.1", "System.A.xml");

        var exception = Assert.Throws<FileNotFoundException>(() => ReferencePacks.FindDocumentation([_folder.Path]));
        Assert.Contains("Microsoft.AspNetCore.App.Ref", exception.Message);
        Assert.Contains("Install the .NET 10 SDK", exception.Message);
    }

    [Fact]
    public void Folders_without_packs_are_passed_over()
    {
        Pack("Microsoft.NETCore.App.Ref", "10.0.1", "A.xml");
        Pack("Microsoft.AspNetCore.App.Ref", "10.0.1", "W.xml");

        Assert.Equal(2, ReferencePacks.FindDocumentation([_folder["none"], _folder.Path]).Count);
    }
}
