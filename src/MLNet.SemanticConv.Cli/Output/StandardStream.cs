namespace MLNet.SemanticConv.Cli;

/// <summary>
/// The streams that a program is started with. Where one is closed, as by <c>semconv predict &lt;&amp;-</c>, .NET has opened something of
/// its own under its number, or a shell that runs a script has opened the script: nothing would ever come from it, and what is written
/// to it is lost or fails.
/// </summary>
internal static class StandardStream
{
    public const int Input = 0, Output = 1, Error = 2;

    // how a file is opened: what is closed for programs that are started cannot have been there when this one was
    private const int AccessMode = 3, ReadOnly = 0, WriteOnly = 1, CloseOnExecution = 0x80000;

    /// <summary>Whether this program was started without a stream. Only Linux tells.</summary>
    public static bool IsClosed(int number)
    {
        if (!OperatingSystem.IsLinux()) return false;
        string description = $"/proc/self/fdinfo/{number}";
        if (!File.Exists(description)) return Directory.Exists(Path.GetDirectoryName(description));
        string digits = File.ReadLines(description).First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..];
        int flags = digits.Trim().Aggregate(0, (value, digit) => (8 * value) + (digit - '0'));
        return (flags & CloseOnExecution) != 0 || (flags & AccessMode) == (number == Input ? WriteOnly : ReadOnly);
    }
}
