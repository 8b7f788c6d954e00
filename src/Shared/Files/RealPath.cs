namespace MLNet.Shared;

/// <summary>Where symbolic links lead, followed one by one as the system does: .NET takes <c>..</c> for the folder that is named before it,
/// which it is not after a link.</summary>
internal static class RealPath
{
    // as Linux has it
    private const int MaximumLinks = 40;

    /// <summary>Whether a path is a link itself, whatever it leads to.</summary>
    public static bool IsLink(string path) => Entry(path).LinkTarget is not null;

    /// <summary>The absolute path without links; what it ends in need not be there.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
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
            if (Entry(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaximumLinks) throw new IOException($"'{path}' leads through more than {MaximumLinks} symbolic links.");
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

    private static FileSystemInfo Entry(string path) => Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
}
