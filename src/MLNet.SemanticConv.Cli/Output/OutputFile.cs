namespace MLNet.SemanticConv.Cli;

/// <summary>Files that the tool writes.</summary>
internal static class OutputFile
{
    /// <summary>Fails before long work that could not be saved, not after it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the file is missing.</exception>
    /// <exception cref="IOException">The path is a folder.</exception>
    public static void CheckFolder(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new IOException($"{path} is a folder: name a file in it.");
        string? folder = Path.GetDirectoryName(full);
        if (folder is not null && !Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder {folder}: create it first.");
    }
}
