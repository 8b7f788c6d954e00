using System.Diagnostics;

namespace MLNet.PipelineProfiler;

/// <summary>
/// Finds where a cache would save most: for each place between two stages, the time of the values that crossed it more than once. A value
/// crosses again when the same cursor asks twice for a row, or when another pass goes over the rows.
/// </summary>
internal static class CacheAdvisor
{
    // Less is not worth a line of code.
    private const double LeastShare = 0.05, LeastFactor = 1.9;

    public static IEnumerable<ProfileAdvice> Advise(Recorder recorder, CallTotals activity)
    {
        if (activity.Frame.Activity == ProfiledActivity.Predict) return [];
        // A checkpoint can be put between the links of the pipeline itself, not inside of one.
        int[] links = [.. recorder.Stages.Where(stage => stage.Place.Length > 0).Select(stage => stage.Place[0]).Distinct().Order()];
        double whole = Work(activity);
        var best = links.SkipLast(1).Select(link => At(recorder, activity, link)).OrderByDescending(cut => cut.Saved).FirstOrDefault();
        if (best.Stage is null || best.Factor < LeastFactor || best.Saved < LeastShare * whole) return [];
        return [Message(activity.Frame.Activity, best, whole)];
    }

    private static Cut At(Recorder recorder, CallTotals activity, int link)
    {
        var crossings = new Dictionary<Frame, Crossing>();
        Collect(activity, link, crossings);
        double saved = 0, factor = 0;
        Frame? most = null;
        foreach (var (frame, crossing) in crossings)
        {
            long needed = recorder.RowsOf(activity.Frame.Activity, frame.Stage).Needed;
            if (needed == 0) continue;
            long first = crossing.Calls - crossing.Repeats;
            double again = first > needed ? 1 - (double)needed / first : 0;
            saved += crossing.RepeatTicks + again * (crossing.Ticks - crossing.RepeatTicks);
            if (frame.Stage.Place is [var at, ..] && at == link && (double)crossing.Calls / needed > factor)
                (factor, most) = ((double)crossing.Calls / needed, frame);
        }
        return new(link, most?.Stage, most?.Column, factor, saved);
    }

    // The topmost nodes at or before the link: what a later stage asked for.
    private static void Collect(CallTotals node, int link, Dictionary<Frame, Crossing> crossings)
    {
        foreach (var child in node.Children)
        {
            if (child.Frame.Kind == FrameKind.Get && (child.Frame.Stage.Place is not [var at, ..] || at <= link)
                && !child.Frame.Stage.IsCache)
                crossings[child.Frame] = crossings.GetValueOrDefault(child.Frame)
                    + new Crossing(child.Calls, child.Repeats, child.Ticks, child.RepeatTicks);
            else if (!child.Frame.Stage.IsCache)
                // What comes before an existing cache is read once.
                Collect(child, link, crossings);
        }
    }

    private static ProfileAdvice Message(ProfiledActivity activity, Cut cut, double whole)
    {
        var saving = Stopwatch.GetElapsedTime(0, (long)cut.Saved);
        string times = FormattableString.Invariant($"'{cut.Column}' is computed {cut.Factor:0.#} times per row");
        string saves = FormattableString.Invariant($"it saves about {saving.TotalSeconds:0.00} s of {whole / Stopwatch.Frequency:0.00} s");
        string number = cut.Link.ToString(), name = cut.Stage!.Name;
        return new(activity, number, saving, activity == ProfiledActivity.Fit
            ? $"Insert AppendCacheCheckpoint(mlContext) after stage {number} ({name}): {times}; {saves}."
            : $"Transform up to stage {number} ({name}), cache that view with mlContext.Data.Cache, and pass it to the stages "
                + $"after it: {times}; {saves}.");
    }

    // On all threads, without what the profiler does for itself.
    private static double Work(CallTotals node)
        => node.OwnTicks + node.Children.Where(child => child.Frame.Kind != FrameKind.Profiler).Sum(Work);

    private readonly record struct Cut(int Link, Stage? Stage, string? Column, double Factor, double Saved);

    private readonly record struct Crossing(long Calls, long Repeats, long Ticks, long RepeatTicks)
    {
        public static Crossing operator +(Crossing a, Crossing b)
            => new(a.Calls + b.Calls, a.Repeats + b.Repeats, a.Ticks + b.Ticks, a.RepeatTicks + b.RepeatTicks);
    }
}
