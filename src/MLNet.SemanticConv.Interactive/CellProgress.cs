using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MLNet.SemanticConv.Interactive;

/// <summary>A bar below a cell that shows how far a call is. Every call of the library that reports progress accepts it.</summary>
public sealed class CellProgress : IProgress<StepProgress>, IProgress<Word2VecProgress>, IProgress<ConvolutionTrial>
{
    // As often as people can see; each showing is a message to the browser.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceShown = new();
    private KernelInvocationContext? _cell;
    private DisplayedValue? _displayed;
    private ProgressBar? _bar;
    private int _trials;

    internal CellProgress()
    {
    }

    /// <inheritdoc/>
    public void Report(StepProgress value) => Show(value.Step, value.Total > 0 ? value.Fraction : null);

    /// <inheritdoc/>
    public void Report(Word2VecProgress value) => Show(
        value.Epoch == 0 ? "Counting words" : "Training word2vec",
        value.WordsTotal > 0 ? (double)value.WordsDone / value.WordsTotal : null);

    /// <inheritdoc/>
    public void Report(ConvolutionTrial value) => Show($"Tried {Interlocked.Increment(ref _trials)}: {value.Choice}", null);

    private void Show(string step, double? done)
    {
        if (KernelInvocationContext.Current is not { } cell) return;
        var bar = new ProgressBar(step, done);
        lock (_lock)
        {
            if (cell != _cell) (_cell, _displayed, _bar) = (cell, null, null);
            // The beginning of a step is shown in any case: it may be long until it tells more.
            if (bar == _bar || (_bar is not null && done is > 0 and < 1 && _sinceShown.Elapsed < s_pause)) return;
            _bar = bar;
            _sinceShown.Restart();
            if (_displayed is null) _displayed = cell.Display(bar);
            else cell.Publish(new DisplayedValueUpdated(bar, _displayed.DisplayId, cell.Command, FormattedValue.CreateManyFromObject(bar)));
        }
    }
}
