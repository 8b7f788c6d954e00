using Microsoft.Win32.SafeHandles;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Standard output where it is a pipe. .NET's own stream says nothing when nobody reads any more, so that <c>semconv predict | head -1</c>
/// would tag all its input for nobody, and forever if the input has no end.
/// </summary>
internal static class PipeOutput
{
    private const int BrokenPipe = 32;

    /// <summary>A writer that hands on each line at once and fails when nobody reads; or null where the output is no pipe, or the system is
    /// Windows.</summary>
    public static TextWriter? Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return null;
        FileStream stream = new(new SafeFileHandle(StandardStream.Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // several programs may write to one file in turn, each from where the last one ended: a stream of its own would overwrite
        return stream.CanSeek ? null : new StreamWriter(stream, Console.Out.Encoding) { AutoFlush = true };
    }

    /// <summary>Whether an exception, or what caused it, is that nobody reads the output any more.</summary>
    public static bool IsClosed(Exception exception)
        => Culprit.Causes(exception).Any(cause => cause is IOException { HResult: BrokenPipe });
}
