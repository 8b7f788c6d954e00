namespace MLNet.SemanticConv.Cluster;

/// <summary>Where the machines of a cluster find the texts and leave their tags: a path names the same file on all of them.</summary>
/// <remarks>
/// By default these are files in a folder that every machine sees, such as a mounted share. For another place, such as an object store,
/// implement this interface and register the class with the services of each silo and of the client.
/// </remarks>
public interface ISharedStorage
{
    /// <summary>Opens a file to read it; one can seek in it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file, at its beginning.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Stream OpenRead(string path);

    /// <summary>What a file holds, in few words: another content has another stamp.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stamp, or null where there is no such file.</returns>
    string? Stamp(string path);

    /// <summary>Writes a file, which is replaced at once when all of it is written, or stays as it was.</summary>
    /// <param name="path">The file; folders that it needs are made.</param>
    /// <param name="write">Writes the content.</param>
    void Write(string path, Action<Stream> write);

    /// <summary>Gives a file another name, at once; a file of that name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newPath">Its new name.</param>
    void Move(string path, string newPath);

    /// <summary>Takes a file away, or all files below a folder; it is no error where there is none.</summary>
    /// <param name="path">The file or folder.</param>
    void Delete(string path);
}
