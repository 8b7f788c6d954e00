using System.Formats.Tar;

namespace MLNet.Shared;

/// <summary>Writes files completely or not at all: after an interruption the path holds what it held before. A symbolic link stays, and the
/// file that it leads to is made or replaced.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes beside <paramref name="path"/>, flushes to the disk and renames; on failure the temporary file is deleted.</summary>
    /// <param name="path">The file to make or replace; its folder must exist.</param>
    /// <param name="write">Writes the content; the stream is closed for it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="IOException">The path is a folder, a device or a pipe, or the disk is full or read-only.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Target(path), temporary = TemporaryFor(target);
        try
        {
            using (var stream = Create(path, target, temporary, FileOptions.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Fails before long work whose result could not be written, not after it.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void CheckWritable(string path)
    {
        string target = Target(path);
        Create(path, target, TemporaryFor(target), FileOptions.DeleteOnClose).Dispose();
    }

    /// <summary>Renames a complete file, which a link makes a copy: what it leads to may be on another disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newPath">The file to make or replace.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void Move(string path, string newPath)
    {
        if (!RealPath.IsLink(newPath))
        {
            File.Move(path, newPath, overwrite: true);
            return;
        }
        using (FileStream complete = File.OpenRead(path)) Write(newPath, complete.CopyTo);
        File.Delete(path);
    }

    private static string Target(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (IsDevice(full)) throw Device(path, full);   // before links are followed: those of /dev lead to what a process has open
        string target = RealPath.IsLink(full) ? RealPath.Of(full) : full;
        if (IsDevice(target)) throw Device(path, target);
        if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}' for {Named(path, target)}: create it first.");
        if (Directory.Exists(target))
            throw new IOException($"{Named(path, target)} cannot be written: it is a folder. Name a file in it.");
        return target;
    }

    // a file that takes the name of a device takes it away from all programs, where it may
    private static IOException Device(string path, string target)
        => new($"{Named(path, target)} cannot be written: it is a device or a pipe, which a file would replace. Name a file.");

    private static string Named(string path, string target)
        => target == Path.GetFullPath(path) ? $"'{path}'" : $"'{path}', a link to '{target}',";

    // .NET says of a path whether it is a folder, and no more; but its writer of archives takes note of what it packs.
    private static bool IsDevice(string target)
    {
        if (OperatingSystem.IsWindows()) return false;
        if (Path.GetDirectoryName(target) == "/dev") return true;
        if (!File.Exists(target) || new FileInfo(target) is { Length: > 0 } or { LinkTarget: not null }) return false;
        using MemoryStream archive = new();
        try
        {
            using TarWriter writer = new(archive, leaveOpen: true);
            writer.WriteEntry(target, "entry");
        }
        catch (UnauthorizedAccessException)
        {
            return false;   // a file, which is opened to be packed
        }
        archive.Position = 0;
        return new TarReader(archive).GetNextEntry()!.EntryType
            is TarEntryType.CharacterDevice or TarEntryType.BlockDevice or TarEntryType.Fifo;
    }

    // Beside the target, for a rename is atomic only within one file system; named at random, for two processes may write the same
    // file.
    private static string TemporaryFor(string target) => $"{target}.tmp{Guid.NewGuid():N}";

    private static FileStream Create(string path, string target, string temporary, FileOptions options)
    {
        try
        {
            return new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, options);
        }
        // what the system says of the temporary file is true of the path that was asked for
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"{Named(path, target)} cannot be written: access to its folder is denied.", e);
        }
        catch (IOException e)
        {
            throw new IOException($"{Named(path, target)} cannot be written: {e.Message.Replace(temporary, path)}", e);
        }
    }
}
