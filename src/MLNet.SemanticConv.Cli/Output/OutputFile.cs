using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Files that the tool writes.</summary>
internal static class OutputFile
{
    /// <summary>Fails before long work that could not be saved, not after it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the file is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="IOException">The path is a folder, or the disk is full or read-only.</exception>
    public static void CheckFolder(string path) => AtomicFile.CheckWritable(path);
}
