using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>Standard input; where it is closed, reading it fails and says so.</summary>
internal static class StandardInput
{
    public static Stream Open()
        => StandardStream.IsClosed(StandardStream.Input) ? new ClosedInput() : Console.OpenStandardInput();

    private sealed class ClosedInput : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
            => throw new IOException("Standard input is closed: give the texts as arguments, or by a pipe or a file.");
    }
}
