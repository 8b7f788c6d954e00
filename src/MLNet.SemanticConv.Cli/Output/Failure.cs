using System.Reflection;

namespace MLNet.SemanticConv.Cli;

/// <summary>What an exception means to somebody who typed a command.</summary>
internal static class Failure
{
    /// <summary>The cancellation that caused an exception, or null: ML.NET may have wrapped it.</summary>
    public static OperationCanceledException? Cancellation(Exception exception)
        => Causes(exception).OfType<OperationCanceledException>().FirstOrDefault();

    /// <summary>What went wrong, in one line.</summary>
    public static string Message(Exception exception)
    {
        Exception culprit = Culprit(exception);
        string message = culprit is ArgumentException { ParamName: { } name }
            // the names of methods' parameters mean nothing to somebody who types a command
            ? culprit.Message.Replace($" (Parameter '{name}')", "")
            : culprit.Message;
        return OneLine(message);
    }

    /// <summary>A text without line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // ML.NET reads on several threads and wraps what goes wrong there: what is said of a file tells more than the wrapping
    private static Exception Culprit(Exception exception)
        => Causes(exception)
            .FirstOrDefault(cause => cause is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        ?? Causes(exception).First(cause => cause is not (AggregateException or TargetInvocationException) || cause.InnerException is null);

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
