extern alias library;

using System.Text.RegularExpressions;
using AtomicFile = library::MLNet.Shared.AtomicFile;

namespace MLNet.SemanticConv.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_holds_what_was_written_and_nothing_stands_beside_it()
    {
        string path = Path.Combine(_folder, "a.bin");
        AtomicFile.Write(path, stream => stream.Write([1, 2, 3]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failure_half_way_leaves_the_old_file_and_no_temporary()
    {
        string path = Path.Combine(_folder, "a.bin");
        File.WriteAllBytes(path, [9]);
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[1 << 17]);
            throw new OperationCanceledException();
        }));
        Assert.Equal([9], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        string path = Path.Combine(_folder, "missing", "a.bin");
        var exception = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => { }));
        Assert.Contains(Path.Combine(_folder, "missing"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_not_overwritten()
        => Assert.Throws<IOException>(() => AtomicFile.Write(_folder, _ => { }));

    [Fact]
    public void Asked_before_the_work_it_says_what_writing_would_say_and_leaves_nothing()
    {
        AtomicFile.CheckWritable(Path.Combine(_folder, "a.bin"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Throws<IOException>(() => AtomicFile.CheckWritable(_folder));
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.CheckWritable(Path.Combine(_folder, "missing", "a.bin")));
    }

    [UnixFact]
    public void What_is_no_file_is_not_replaced_by_one()
    {
        string pipe = Path.Combine(_folder, "pipe");
        Shell.Run("mkfifo", _folder, pipe);
        foreach (string path in (string[])[pipe, "/dev/null", "/dev/full", "/dev/stdout", "/dev/none"])
        {
            string message = Assert.Throws<IOException>(() => AtomicFile.CheckWritable(path)).Message;
            Assert.StartsWith($"'{path}' cannot be written: it is a device or a pipe", message);
        }
        Assert.Equal([pipe], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void An_empty_file_is_replaced()
    {
        string empty = Path.Combine(_folder, "empty");
        File.Create(empty).Dispose();
        AtomicFile.Write(empty, stream => stream.Write([1]));
        Assert.Equal([1], File.ReadAllBytes(empty));
    }

    [UnixTheory]
    [InlineData("data/model.zip", true)]
    [InlineData("data/model.zip", false)]   // what it leads to is not there yet
    [InlineData("link-to-data/../link-to-model", true)]   // what comes after .. is beside the folder that the link before leads to
    public void A_link_stays_and_what_it_leads_to_is_replaced(string target, bool isThere)
    {
        string elsewhere = Path.Combine(_folder, "elsewhere"), data = Path.Combine(elsewhere, "data");
        string model = Path.Combine(data, "model.zip"), link = Path.Combine(_folder, "model.zip");
        Directory.CreateDirectory(data);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "data"), data);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link-to-data"), data);
        File.CreateSymbolicLink(Path.Combine(elsewhere, "link-to-model"), "data/model.zip");
        if (isThere) File.WriteAllBytes(model, [9]);
        File.CreateSymbolicLink(link, target);

        AtomicFile.CheckWritable(link);
        Assert.Equal(isThere, File.Exists(model));
        AtomicFile.Write(link, stream => stream.Write([1, 2, 3]));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(model));

        string complete = Path.Combine(_folder, "complete");
        File.WriteAllBytes(complete, [4]);
        AtomicFile.Move(complete, link);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal([4], File.ReadAllBytes(model));
        Assert.Equal([model], Directory.GetFileSystemEntries(data));
        Assert.Equal(["data", "elsewhere", "link-to-data", "model.zip"],
            Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [UnixTheory]
    [InlineData("gone/model.zip", "There is no folder '*gone' for 'LINK', a link to '*gone/model.zip',")]
    [InlineData("model.zip", "leads through more than 40 symbolic links")]
    [InlineData("/dev/null", "'LINK', a link to '/dev/null', cannot be written: it is a device")]
    [InlineData("/sys/kernel/model.zip", "'LINK', a link to '/sys/kernel/model.zip', cannot be written: ")]
    [InlineData(".", "'LINK', a link to '*', cannot be written: it is a folder")]
    public void A_link_to_what_cannot_be_written_is_refused_with_what_it_leads_to(string target, string said)
    {
        if (target.StartsWith("/sys", StringComparison.Ordinal) && !OperatingSystem.IsLinux()) return;
        string link = Path.Combine(_folder, "model.zip");
        File.CreateSymbolicLink(link, target);
        foreach (Action write in (Action[])[() => AtomicFile.Write(link, _ => { }), () => AtomicFile.CheckWritable(link)])
        {
            string pattern = $"{Regex.Escape(said.Replace("LINK", link)).Replace("\\*", "[^']*")}";
            Assert.Matches(pattern, Assert.ThrowsAny<Exception>(write).Message);
        }
        Assert.Equal([link], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_complete_file_takes_the_name_of_another()
    {
        string complete = Path.Combine(_folder, "complete"), old = Path.Combine(_folder, "old");
        File.WriteAllBytes(complete, [4]);
        File.WriteAllBytes(old, [9]);
        AtomicFile.Move(complete, old);
        Assert.Equal([4], File.ReadAllBytes(old));
        Assert.Equal([old], Directory.GetFiles(_folder));
    }

    // not even root may make a file there
    [Fact]
    public void A_folder_that_may_not_be_written_to_is_told_with_the_path_that_was_asked_for()
    {
        const string Path = "/sys/kernel/model.zip";
        if (!OperatingSystem.IsLinux()) return;
        foreach (Action write in (Action[])[() => AtomicFile.Write(Path, _ => { }), () => AtomicFile.CheckWritable(Path)])
        {
            var exception = Assert.ThrowsAny<Exception>(write);
            Assert.True(exception is UnauthorizedAccessException or IOException, exception.ToString());
            Assert.StartsWith($"'{Path}' cannot be written", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", exception.Message, StringComparison.Ordinal);
        }
    }
}
