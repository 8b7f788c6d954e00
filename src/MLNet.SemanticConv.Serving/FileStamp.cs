namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Tells whether a path leads to another file than before, or to a changed one: the file that its links lead to, when that was written, and
/// its length. Mounted volumes of Kubernetes change by swapping the link of a folder in the middle of the path.
/// </summary>
internal readonly record struct FileStamp(string? Target, DateTime Written, long Length)
{
    // as Linux has it
    private const int MaximumLinks = 40;

    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static FileStamp Of(string path)
    {
        FileInfo file = new(Resolve(path));
        return file.Exists ? new(file.FullName, file.LastWriteTimeUtc, file.Length) : default;
    }

    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path), real = Path.GetPathRoot(full)!;
        Stack<string> rest = new();
        Push(full[real.Length..]);
        int links = 0;
        while (rest.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }
            string next = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (entry.LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaximumLinks) throw new IOException($"{path} leads through more than {MaximumLinks} symbolic links.");
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(Path.GetFullPath(target))!;
            Push(Path.IsPathRooted(target) ? target[Path.GetPathRoot(target)!.Length..] : target);
        }
        return real;

        void Push(string relative)
        {
            string[] parts = relative.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
                StringSplitOptions.RemoveEmptyEntries);
            foreach (string part in parts.Reverse())
                if (part != ".") rest.Push(part);
        }
    }
}
