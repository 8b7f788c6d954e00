using System.Diagnostics;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class SameFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_itself_by_whatever_path()
    {
        string path = _folder.Write("a.txt", "tea");

        Assert.True(SameFile.Is(path, Path.Combine(_folder.Path, ".", "a.txt")));
    }

    [Fact]
    public void A_hard_link_is_the_same_file()
    {
        string path = _folder.Write("a.txt", "tea"), link = _folder["b.txt"];
        using (Process process = OperatingSystem.IsWindows()
            ? Process.Start("cmd", ["/c", "mklink", "/H", link, path])
            : Process.Start("ln", [path, link]))
            Assert.True(process.WaitForExit(Patience.Limit));

        Assert.True(SameFile.Is(path, link));
        Assert.True(SameFile.Is(link, path));
    }

    [Fact]
    public void A_symbolic_link_is_the_same_file()
    {
        if (OperatingSystem.IsWindows()) return;   // making one needs a right there
        string path = _folder.Write("a.txt", "tea"), link = _folder["b.txt"];
        File.CreateSymbolicLink(link, path);

        Assert.True(SameFile.Is(path, link));
        Assert.True(SameFile.Is(link, path));
    }

    [Fact]
    public void A_copy_is_another_file()
    {
        Assert.False(SameFile.Is(_folder.Write("a.txt", "tea"), _folder.Write("b.txt", "tea")));
        Assert.False(SameFile.Is(_folder.Write("c.txt", ""), _folder.Write("d.txt", "")));
    }

    [Fact]
    public void A_copy_that_somebody_writes_to_is_another_file()
    {
        string path = _folder.Write("a.txt", "tea"), copy = _folder.Write("b.txt", "tea");
        using FileStream held = new(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.False(SameFile.Is(path, copy));
    }
}
