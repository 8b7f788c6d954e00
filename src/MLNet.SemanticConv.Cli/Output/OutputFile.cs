using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Files that the tool writes.</summary>
internal static class OutputFile
{
    private static readonly StringComparison s_comparison
        = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Fails before long work that could not be saved, not after it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the file is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="IOException">The path is a folder, or the disk is full or read-only.</exception>
    public static void CheckFolder(string path) => AtomicFile.CheckWritable(path);

    /// <summary>Fails before a file would be replaced that is read too, or written twice, whatever names or links it has.</summary>
    /// <param name="inputs">What is read; what is no file is left aside.</param>
    /// <param name="outputs">What is written.</param>
    /// <exception cref="IOException">An output is among the inputs, or two outputs are one file.</exception>
    public static void CheckApart(IEnumerable<string> inputs, params IReadOnlyList<string> outputs)
    {
        foreach (string output in outputs.Where(File.Exists))
            if (inputs.FirstOrDefault(input => File.Exists(input) && SameFile.Is(input, output)) is { } input)
                throw new IOException($"{output} would replace the input {input}: write to another file.");
        for (int i = 0; i < outputs.Count; i++)
            for (int j = 0; j < i; j++)
                if (AreOne(outputs[i], outputs[j]))
                    throw new IOException($"{outputs[i]} would be written twice: give each output a file of its own.");
    }

    private static bool AreOne(string one, string other)
        => File.Exists(one) && File.Exists(other)
            ? SameFile.Is(one, other)
            : string.Equals(RealPath.Of(one), RealPath.Of(other), s_comparison);
}
