using System.Globalization;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Files in folders that every machine sees.</summary>
internal sealed class SharedFiles : ISharedStorage
{
    public Stream OpenRead(string path) => TextFile.OpenBytes(path);

    public string? Stamp(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc:O}") : null;
    }

    public void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, write);
    }

    public void Move(string path, string newPath) => AtomicFile.Move(path, newPath);

    public void Delete(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // somebody else was faster
        }
    }
}
