namespace MLNet.SemanticConv.Cluster;

/// <summary>Where the machines of a cluster find the texts and leave their tags: a path names the same file on all of them.</summary>
/// <remarks>
/// By default these are files in a folder that every machine sees, such as a mounted share. For another place, such as an object store,
/// implement this interface and register the class with the services of each silo and of the client.
/// </remarks>
public interface ISharedStorage
{
    /// <summary>Opens a file for reading; the stream can seek.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file, at its beginning.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Stream OpenRead(string path);

    /// <summary>A short string that changes whenever the content of a file does.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stamp, or null if there is no such file.</returns>
    string? Stamp(string path);

    /// <summary>Writes a file: the old one is replaced in one step once the new one is complete, and otherwise stays as it was.</summary>
    /// <param name="path">The file; missing folders are created.</param>
    /// <param name="write">Writes the content.</param>
    void Write(string path, Action<Stream> write);

    /// <summary>Renames a file in one step; a file that has the new name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newPath">Its new name.</param>
    void Move(string path, string newPath);

    /// <summary>Deletes a file, or a folder with all its files; does nothing if there is none.</summary>
    /// <param name="path">The file or folder.</param>
    void Delete(string path);
}
