using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>
/// Where a pipeline's time and memory went, stage by stage. ML.NET computes a row when it is asked for, so an ordinary profiler attributes
/// everything to the code that asks. Here each value is attributed to the stage that computed it, and the values which that stage asked for
/// to the stages before it.
/// </summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class PipelineProfile : IShown
{
    [JsonConstructor]
    internal PipelineProfile(IReadOnlyList<ActivityProfile> activities, IReadOnlyList<ProfileAdvice> advice)
        => (Activities, Advice) = (activities, advice);

    /// <summary>Fitting, transforming and single predictions: those that happened.</summary>
    public IReadOnlyList<ActivityProfile> Activities { get; }

    /// <summary>Changes that are certain to save time; empty if there are none.</summary>
    public IReadOnlyList<ProfileAdvice> Advice { get; }

    /// <summary>One activity.</summary>
    /// <param name="activity">Which.</param>
    /// <exception cref="KeyNotFoundException">It did not happen while the pipeline was profiled.</exception>
    public ActivityProfile this[ProfiledActivity activity] => Activities.FirstOrDefault(a => a.Activity == activity)
        ?? throw new KeyNotFoundException($"The profile has no {activity}: {Happened}.");

    private string Happened
        => Activities.Count == 0 ? "nothing was run" : $"it has {string.Join(", ", Activities.Select(a => a.Activity))}";

    /// <summary>A table like that of Python's cProfile: ncalls, tottime, percall, cumtime, percall and the stage, with the
    /// advice.</summary>
    /// <param name="sort">What the rows are sorted by.</param>
    /// <returns>Lines of text for a fixed-width font.</returns>
    public string ToTable(ProfileSort sort = ProfileSort.OwnTime) => TableView.Write(this, sort);

    /// <summary>A list like that of Python's line_profiler: each line of C# that appended a stage, with hits, time, time per hit and
    /// share.</summary>
    /// <returns>Lines of text for a fixed-width font. If the source file is not available, a line shows the stage instead.</returns>
    public string ToLines() => LineView.WriteTime(this);

    /// <summary>The same for memory: the peak of the heap, what stays in memory after Fit, and what was allocated.</summary>
    /// <returns>Lines of text for a fixed-width font.</returns>
    public string ToMemoryLines() => LineView.WriteMemory(this);

    /// <summary>The table in Markdown.</summary>
    /// <param name="sort">What the rows are sorted by.</param>
    public string ToMarkdown(ProfileSort sort = ProfileSort.OwnTime) => SummaryView.Of(this, sort).ToMarkdown();

    /// <summary>Everything, as JSON that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ProfileJson.Options);

    /// <summary>A page with tables and a clickable icicle chart of which stage asked which, by time or by bytes. It is one file and needs
    /// no network.</summary>
    public string ToHtml() => HtmlView.WritePage(this);

    /// <summary>
    /// The same charts and tables as one element, for a page of your own: its styles apply only within it, and it has no script, so the
    /// charts show a tooltip for each box, but cannot be clicked.
    /// </summary>
    public string ToHtmlFragment() => HtmlView.WriteFragment(this);

    /// <summary>What changed from another profile to this one.</summary>
    /// <param name="before">The other profile, such as that of the pipeline before a stage was made faster.</param>
    public ProfileDifference Diff(PipelineProfile before) => new(before, this);

    /// <summary>
    /// Writes a file in the format that its name says: <c>.json</c>, <c>.html</c>, <c>.md</c>, <c>.txt</c> (the tables),
    /// <c>.speedscope.json</c> (for speedscope.app: time and bytes) or <c>callgrind.out…</c> (for KCachegrind, QCachegrind and
    /// callgrind_annotate).
    /// </summary>
    /// <param name="path">The file; an existing one is replaced once the new one is complete.</param>
    /// <exception cref="ArgumentException">The name says none of these formats.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder is missing.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = ProfileFile.FormOf(path)(this);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Makes sure, before there is a profile, that <see cref="Save"/> knows the format that a file's name says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The name says none of the formats.</exception>
    public static void CheckFormat(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _ = ProfileFile.FormOf(path);
    }

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">The text is not a profile.</exception>
    public static PipelineProfile FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<PipelineProfile>(json, ProfileJson.Options)
                ?? throw new FormatException("The JSON is null, not a profile.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is not a profile as ToJson writes it: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="ToTable"/>
    public override string ToString() => ToTable();

    string IShown.ToMarkdown() => ToMarkdown();

    // Viewers of notebooks take styles away: the fragment would be illegible there.
    string IShown.ToHtml() => SummaryView.Of(this, ProfileSort.OwnTime).ToHtml();
}
