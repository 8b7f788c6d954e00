using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Whether two paths are one file, by symbolic or by hard links.</summary>
internal static class SameFile
{
    /// <summary>Whether an existing output is an existing input, which is not written to.</summary>
    public static bool Is(string input, string output)
    {
        if (RealPath.Of(input) == RealPath.Of(output)) return true;
        // what has no length is a pipe, a link to a file that is gone, or has nothing to lose
        long length = Length(input);
        return length > 0 && length == Length(output) && IsLockedBy(input, output);
    }

    private static long Length(string path) => new FileInfo(RealPath.Of(path)) is { Exists: true } file ? file.Length : 0;

    // .NET tells no file's identity, but locks are of the file and not of its name
    private static bool IsLockedBy(string input, string output)
    {
        using (new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read))
            if (CanLock(output)) return false;
        return CanLock(output);
    }

    private static bool CanLock(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
