extern alias library;

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

    [UnixFact]
    public void An_empty_file_and_a_link_are_replaced()
    {
        string empty = Path.Combine(_folder, "empty"), link = Path.Combine(_folder, "link");
        File.Create(empty).Dispose();
        File.CreateSymbolicLink(link, empty);
        foreach (string path in (string[])[link, empty])
        {
            AtomicFile.Write(path, stream => stream.Write([1]));
            Assert.Equal([1], File.ReadAllBytes(path));
        }
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
