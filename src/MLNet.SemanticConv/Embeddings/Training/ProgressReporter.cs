using System.Diagnostics;

namespace MLNet.SemanticConv;

/// <summary>Reports the progress of counting or of training, from any thread, about ten times a second.</summary>
internal sealed class ProgressReporter(IProgress<Word2VecProgress>? progress, int epochs, long wordsTotal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private TimeSpan _next = Interval;

    public void Report(int epoch, long wordsDone, float learningRate, float loss, bool always = false)
    {
        if (progress is null || (!always && _watch.Elapsed < _next)) return;
        lock (_lock)
        {
            if (!always && _watch.Elapsed < _next) return;
            _next = _watch.Elapsed + Interval;
            double rate = wordsDone / Math.Max(_watch.Elapsed.TotalSeconds, 1e-9);
            progress.Report(new(epoch, epochs, wordsDone, wordsTotal, rate, learningRate, loss));
        }
    }
}
