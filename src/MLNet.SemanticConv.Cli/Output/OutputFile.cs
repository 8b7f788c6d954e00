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

    /// <summary>Fails before a file would be replaced that is read too, whatever name or link it is read by.</summary>
    /// <exception cref="IOException">The path is a file that is among the inputs.</exception>
    public static void CheckNotAmong(IEnumerable<string> inputs, string path)
    {
        if (!File.Exists(path)) return;
        foreach (string input in inputs)
            if (File.Exists(input) && SameFile.Is(input, path))
                throw new IOException($"{path} would replace {input}, which is read: write to another file.");
    }
}
