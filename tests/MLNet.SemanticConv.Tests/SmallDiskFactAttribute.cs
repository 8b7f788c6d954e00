using System.Diagnostics;

namespace MLNet.SemanticConv.Tests;

/// <summary>A test on a disk that is soon full: one in memory, which Linux lets a process mount for itself.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        if (!OperatingSystem.IsLinux()) return false;
        using var process = Process.Start(Shell.Prepare("bash", "/", ["-c", OnDisk("/tmp", kilobytes: 16, "true")]))!;
        return Shell.Finish(process).ExitCode == 0;
    });

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value) Skip = "needs Linux, which here lets nobody mount a file system of his own (unshare -rm)";
    }

    /// <summary>A command of bash that runs another where a folder is a small disk.</summary>
    public static string OnDisk(string folder, int kilobytes, string command)
        => $"unshare -rm bash -c \"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}' && {command}\"";
}
