using MLNet.Shared;

namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Tells whether a path leads to another file than before, or to a changed one: the file that its links lead to, when that was written, and
/// its length. Mounted volumes of Kubernetes change by swapping the link of a folder in the middle of the path.
/// </summary>
internal readonly record struct FileStamp(string? Target, DateTime Written, long Length)
{
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static FileStamp Of(string path)
    {
        FileInfo file = new(RealPath.Of(path));
        return file.Exists ? new(file.FullName, file.LastWriteTimeUtc, file.Length) : default;
    }
}
