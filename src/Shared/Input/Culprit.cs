using System.Reflection;

namespace MLNet.Shared;

/// <summary>What is to blame among nested exceptions: ML.NET wraps what goes wrong on its threads and in the parts of a model.</summary>
internal static class Culprit
{
    /// <summary>An exception, what caused it, what caused that, and so on.</summary>
    public static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    /// <summary>What to tell: the first that says what is wrong with a file, or else the outermost that says more than that another
    /// was thrown.</summary>
    public static Exception Of(Exception exception)
        => Causes(exception)
            .FirstOrDefault(cause => cause is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        ?? Causes(exception).First(cause => cause is not (AggregateException or TargetInvocationException) || cause.InnerException is null);

    /// <summary>What the culprit says, without the name of a method's parameter, which means nothing to somebody who did not call
    /// it.</summary>
    public static string Message(Exception exception)
        => Of(exception) is ArgumentException { ParamName: { } name } argument
            ? argument.Message.Replace($" (Parameter '{name}')", "")
            : Of(exception).Message;
}
