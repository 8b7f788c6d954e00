using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace MLNet.SemanticConv.Interactive;

/// <summary>A bar below a cell that shows how far a call is. Every call of the library that tells of its progress takes it.</summary>
public sealed class CellProgress :
    IProgress<SemanticTextProgress>, IProgress<Word2VecProgress>, IProgress<EncodingProgress>, IProgress<DistillationProgress>,
    IProgress<CorrelationProgress>, IProgress<ConvolutionTrial>, IProgress<OneVersusRestProgress>
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
    public void Report(SemanticTextProgress value) => Show(InWords(value.Step), value.Done);

    /// <inheritdoc/>
    public void Report(Word2VecProgress value)
        => Show(InWords(value.Phase), value.WordsTotal > 0 ? (double)value.WordsDone / value.WordsTotal : null);

    /// <inheritdoc/>
    public void Report(EncodingProgress value) => Show("Encoding", (double)value.Done / value.Total);

    /// <inheritdoc/>
    public void Report(DistillationProgress value) => Show(InWords(value.Step), value.Done);

    /// <inheritdoc/>
    public void Report(CorrelationProgress value) => Show("Comparing words", value.Fraction);

    /// <inheritdoc/>
    public void Report(ConvolutionTrial value) => Show($"Tried {Interlocked.Increment(ref _trials)}: {value.Choice}", null);

    /// <inheritdoc/>
    public void Report(OneVersusRestProgress value) => Show("Training labels", (double)value.Done / value.Total);

    private static string InWords<TStep>(TStep step) where TStep : struct, Enum
        => string.Concat(step.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private void Show(string step, double? done)
    {
        if (KernelInvocationContext.Current is not { } cell) return;
        var bar = new ProgressBar(step, done);
        lock (_lock)
        {
            if (cell != _cell) (_cell, _displayed, _bar) = (cell, null, null);
            if (bar == _bar || (_bar?.Step == step && done < 1 && _sinceShown.Elapsed < s_pause)) return;
            _bar = bar;
            _sinceShown.Restart();
            if (_displayed is null) _displayed = cell.Display(bar);
            else cell.Publish(new DisplayedValueUpdated(bar, _displayed.DisplayId, cell.Command, FormattedValue.CreateManyFromObject(bar)));
        }
    }
}
