using System.Diagnostics;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>Shows long work step by step: a bar each on a terminal, a line each in a file.</summary>
/// <param name="bars">The terminal, or null where there is none.</param>
/// <param name="lines">Where lines go.</param>
internal sealed class Steps(IAnsiConsole? bars, TextWriter lines)
{
    /// <summary>Does one step.</summary>
    /// <param name="name">What is done, for people.</param>
    /// <param name="work">Does it and reports the part done, from 0 to 1.</param>
    public T Run<T>(string name, Func<IProgress<double>, T> work) => bars is null ? RunWithLines(name, work) : RunWithBar(bars, name, work);

    /// <summary>Says something between two steps.</summary>
    public void Note(string text) => lines.WriteLine(text);

    private T RunWithLines<T>(string name, Func<IProgress<double>, T> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        lines.Write($"{name} … ");
        T result;
        try
        {
            result = work(new InlineProgress<double>(_ => { }));
        }
        catch
        {
            // an error message begins its own line
            lines.WriteLine();
            throw;
        }
        lines.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
        return result;
    }

    private static T RunWithBar<T>(IAnsiConsole console, string name, Func<IProgress<double>, T> work) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: 1);
            task.IsIndeterminate = true;
            T result = work(new InlineProgress<double>(done => (task.IsIndeterminate, task.Value) = (false, done)));
            (task.IsIndeterminate, task.Value) = (false, 1);
            return result;
        });
}
