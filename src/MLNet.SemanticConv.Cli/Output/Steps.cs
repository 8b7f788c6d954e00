using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary>Shows long work step by step: a bar each on a terminal, a line each in a file.</summary>
/// <param name="bars">The terminal, or null where there is none.</param>
/// <param name="lines">Where lines go.</param>
internal sealed partial class Steps(IAnsiConsole? bars, TextWriter lines)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _warnings = new(StringComparer.Ordinal);
    private readonly List<string> _waiting = [];
    private int _running;

    /// <summary>Does one step.</summary>
    /// <param name="name">What is done, for people.</param>
    /// <param name="work">Does it and reports the part done, from 0 to 1.</param>
    public T Run<T>(string name, Func<IProgress<double>, T> work) => Follow(progress =>
    {
        progress.Report((name, 0));
        return work(new InlineProgress<double>(done => progress.Report((name, done))));
    });

    /// <summary>Does work that goes through several steps and says itself which one it is at.</summary>
    /// <param name="work">Does it and reports the name of the step, for people, and the part of it that is done, from 0 to 1.</param>
    public T Follow<T>(Func<IProgress<(string Step, double Done)>, T> work)
    {
        lock (_lock) _running++;
        try
        {
            return bars is null ? FollowWithLines(work) : FollowWithBars(bars, work);
        }
        finally
        {
            lock (_lock)
            {
                if (--_running == 0)
                {
                    foreach (string warning in _waiting) Note(warning);
                    _waiting.Clear();
                }
            }
        }
    }

    /// <summary>Makes a context whose warnings are told, each once, whatever number of rows it names: at once, or after the step that is
    /// running, whose bars a line between them would tear.</summary>
    public MLContext CreateContext(int? seed = null)
    {
        MLContext ml = new(seed);
        ml.Log += (_, e) =>
        {
            if (e.Kind != ChannelMessageKind.Warning) return;
            lock (_lock)
            {
                if (!_warnings.Add(NumberOfRows().Replace(e.RawMessage, ""))) return;
                if (_running > 0) _waiting.Add(e.RawMessage);
                else Note(e.RawMessage);
            }
        };
        return ml;
    }

    /// <summary>Says something between two steps.</summary>
    public void Note(string text) => lines.WriteLine(text);

    // a run that learns again and again, as labelling does, has more rows each time
    [GeneratedRegex(@"\d+(?= rows?\b)")]
    private static partial Regex NumberOfRows();

    private T FollowWithLines<T>(Func<IProgress<(string Step, double Done)>, T> work)
    {
        string? step = null;
        Stopwatch clock = new();
        void End() => lines.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
        T result;
        try
        {
            result = work(new InlineProgress<(string Step, double Done)>(at =>
            {
                if (at.Step == step) return;
                if (step is not null) End();
                lines.Write($"{step = at.Step} … ");
                clock.Restart();
            }));
        }
        catch
        {
            // an error message begins its own line
            lines.WriteLine();
            throw;
        }
        End();
        return result;
    }

    private static T FollowWithBars<T>(IAnsiConsole console, Func<IProgress<(string Step, double Done)>, T> work)
        => Bars(console).Start(context =>
    {
        ProgressTask? task = null;
        T result = work(new InlineProgress<(string Step, double Done)>(at =>
        {
            string step = Markup.Escape(at.Step);
            if (task?.Description != step)
            {
                if (task is not null) Finish(task);
                task = Add(context, step);
            }
            if (at.Done > 0) (task.IsIndeterminate, task.Value) = (false, at.Done);
        }));
        if (task is not null) Finish(task);
        return result;
    });

    private static Progress Bars(IAnsiConsole console) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
            new PercentageColumn(), new ElapsedTimeColumn());

    private static ProgressTask Add(ProgressContext context, string step)
    {
        ProgressTask task = context.AddTask(step, maxValue: 1);
        task.IsIndeterminate = true;
        return task;
    }

    private static void Finish(ProgressTask task) => (task.IsIndeterminate, task.Value) = (false, 1);
}
