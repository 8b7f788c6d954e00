namespace MLNet.SemanticConv;

/// <summary>The folder of a run that several machines work at. What they need of each other is in its files.</summary>
internal interface ITrainingFiles
{
    /// <summary>Opens a file to read it; one can seek in it.</summary>
    Stream OpenRead(string name);

    /// <summary>Writes a file that is there when all of it is written, or stays as it was.</summary>
    void Write(string name, Action<Stream> write);

    /// <summary>Takes a file away; it is no error where there is none.</summary>
    void Delete(string name);
}
