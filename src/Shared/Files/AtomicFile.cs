namespace MLNet.Shared;

/// <summary>Writes files that are whole or not there: whoever is interrupted leaves what stood at the path before.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes beside <paramref name="path"/>, flushes to the disk and renames; on failure the temporary file is deleted.</summary>
    /// <param name="path">The file to make or replace; its folder must exist.</param>
    /// <param name="write">Writes the content; the stream is closed for it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder of <paramref name="path"/> is missing.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{path}' cannot be written: the folder '{folder}' does not exist. Create it first.");
        if (Directory.Exists(target))
            throw new IOException($"'{path}' cannot be written: it is a folder.");

        // Beside the target, for a rename is atomic only within one file system; named at random, for two processes may write the same
        // file.
        string temporary = $"{target}.tmp{Guid.NewGuid():N}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize))
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
}
