namespace MLNet.SemanticConv.Cluster;

/// <summary>The files of a run in the folder of its job.</summary>
internal sealed class TrainingFiles(ISharedStorage storage, string folder) : ITrainingFiles
{
    public Stream OpenRead(string name) => storage.OpenRead(Path.Combine(folder, name));

    public void Write(string name, Action<Stream> write) => storage.Write(Path.Combine(folder, name), write);

    public void Delete(string name) => storage.Delete(Path.Combine(folder, name));
}
