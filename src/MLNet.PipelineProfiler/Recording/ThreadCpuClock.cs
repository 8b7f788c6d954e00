using System.Runtime.InteropServices;

namespace MLNet.PipelineProfiler;

/// <summary>The processor time that the calling thread has used.</summary>
internal static partial class ThreadCpuClock
{
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 16 : 3;   // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Nanoseconds, or 0 where the system does not tell. A call takes some 0.2 µs; Windows counts in steps of a time
    /// slice.</summary>
    public static long Nanoseconds
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return GetThreadTimes(GetCurrentThread(), out _, out _, out long kernel, out long user) ? 100 * (kernel + user) : 0;
            return GetTime(Clock, out var time) == 0 ? 1_000_000_000 * (long)time.Seconds + time.Nanoseconds : 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime"), SuppressGCTransition]
    private static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetThreadTimes(nint thread, out long created, out long exited, out long kernel, out long user);

    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
