using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>
/// Standard input. Where it is closed, as by <c>semconv predict &lt;&amp;-</c>, .NET has opened something of its own under its number, from
/// which nothing would ever come.
/// </summary>
internal static class StandardInput
{
    // what is closed for programs that are started cannot have been there when this one was
    private const string Flags = "/proc/self/fdinfo/0";
    private const int CloseOnExecution = 0x80000;

    public static Stream Open() => IsClosed() ? new ClosedInput() : Console.OpenStandardInput();

    // Only Linux tells.
    private static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux()) return false;
        if (!File.Exists(Flags)) return Directory.Exists(Path.GetDirectoryName(Flags));
        string flags = File.ReadLines(Flags).First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..].Trim();
        return (Octal(flags) & CloseOnExecution) != 0;
    }

    private static int Octal(string digits) => digits.Aggregate(0, (value, digit) => (8 * value) + (digit - '0'));

    private sealed class ClosedInput : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
            => throw new IOException("Standard input is closed: give the texts as arguments, or by a pipe or a file.");
    }
}
