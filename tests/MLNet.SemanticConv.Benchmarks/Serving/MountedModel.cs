using System.Runtime.InteropServices;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>
/// A model in a mounted volume of Kubernetes: its path leads through the link <c>..data</c> to the folder of a version, and another version
/// comes by swapping that link.
/// </summary>
internal sealed class MountedModel : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-soak-").FullName;
    private string? _version;
    private int _versions;

    public MountedModel(byte[] model)
    {
        Swap(path => File.WriteAllBytes(path, model));
        File.CreateSymbolicLink(Path, System.IO.Path.Combine("..data", "model.zip"));
    }

    public string Path => System.IO.Path.Combine(_folder, "model.zip");

    /// <summary>Puts another version in place, and takes the one before it away.</summary>
    /// <param name="write">Writes the model at a path.</param>
    public void Swap(Action<string> write)
    {
        string version = $"..{++_versions:D6}", link = System.IO.Path.Combine(_folder, "..data");
        write(System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(_folder, version)).FullName, "model.zip"));
        Directory.CreateSymbolicLink(link + "_tmp", version);
        if (Rename(link + "_tmp", link) != 0) throw new IOException($"{link} cannot be swapped.");
        if (_version is not null) Directory.Delete(System.IO.Path.Combine(_folder, _version), recursive: true);
        _version = version;
    }

    /// <summary>A pipe that nobody writes to: whoever opens it to read waits for ever.</summary>
    public static void MakePipe(string path)
    {
        if (MakePipe(path, 0b110_000_000) != 0) throw new IOException($"There is no pipe {path}.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [DllImport("libc", EntryPoint = "rename")]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
