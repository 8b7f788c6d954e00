using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>What an exception means to somebody who typed a command.</summary>
internal static class Failure
{
    /// <summary>The cancellation that caused an exception, or null: ML.NET may have wrapped it.</summary>
    public static OperationCanceledException? Cancellation(Exception exception)
        => Culprit.Causes(exception).OfType<OperationCanceledException>().FirstOrDefault();

    /// <summary>What went wrong, in one line.</summary>
    public static string Message(Exception exception) => OneLine(Culprit.Message(exception));

    /// <summary>A text without line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
