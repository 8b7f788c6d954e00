using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MLNet.SemanticConv.Tests;

/// <summary>Waits for what must come, far longer than a busy machine can need: what never comes fails its test and says what came
/// instead.</summary>
internal static class Patience
{
    /// <summary>How long: builds and notebooks need a minute or two, all else seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Waits for a task.</summary>
    /// <param name="task">It.</param>
    /// <param name="said">What is told where it does not end.</param>
    /// <param name="what">What was waited for.</param>
    public static async Task InTimeAsync(
        this Task task, Func<string>? said = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await Task.WhenAny(task, Task.Delay(Limit));
        if (!task.IsCompleted) throw Failure(what, said);
        await task;
    }

    /// <summary>Waits for a task.</summary>
    public static async Task<T> InTimeAsync<T>(
        this Task<T> task, Func<string>? said = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).InTimeAsync(said, what);
        return await task;
    }

    /// <summary>Asks again and again until something is so.</summary>
    public static Task UntilAsync(
        Func<bool> condition, Func<string>? said = null, [CallerArgumentExpression(nameof(condition))] string what = "")
        => UntilAsync(() => Task.FromResult(condition()), said, what);

    /// <summary>Asks again and again until something is so.</summary>
    public static async Task UntilAsync(
        Func<Task<bool>> condition, Func<string>? said = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        for (long start = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(10))
            if (Stopwatch.GetElapsedTime(start) > Limit) throw Failure(what, said);
    }

    private static TimeoutException Failure(string what, Func<string>? said)
        => new($"This did not come within {Limit.TotalMinutes} minutes: {what}\n{said?.Invoke()}");
}
