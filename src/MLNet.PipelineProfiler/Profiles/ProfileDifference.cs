using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>Two profiles, stage by stage. Stages with the same name and columns are compared, wherever they are in the pipeline.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class ProfileDifference : IShown
{
    internal ProfileDifference(PipelineProfile before, PipelineProfile after)
    {
        ArgumentNullException.ThrowIfNull(before);
        Stages = [.. Enum.GetValues<ProfiledActivity>()
            .SelectMany(activity => Compare(activity, Of(before, activity), Of(after, activity)))];
    }

    /// <summary>The stages of both profiles, the largest change of own time first within each activity.</summary>
    public IReadOnlyList<StageDifference> Stages { get; }

    /// <summary>A table of what changed.</summary>
    /// <returns>Lines of text for a fixed-width font.</returns>
    public string ToTable() => DifferenceView.Of(this).ToText();

    /// <summary>The same table in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => DifferenceView.Of(this).ToMarkdown();

    /// <summary>The same table in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => DifferenceView.Of(this).ToHtml();

    /// <inheritdoc cref="ToTable"/>
    public override string ToString() => ToTable();

    private static IReadOnlyList<StageProfile> Of(PipelineProfile profile, ProfiledActivity activity)
        => profile.Activities.FirstOrDefault(a => a.Activity == activity)?.Stages ?? [];

    private static IEnumerable<StageDifference> Compare(
        ProfiledActivity activity, IReadOnlyList<StageProfile> before, IReadOnlyList<StageProfile> after)
    {
        // The n-th stage of a name is compared with the n-th stage of that name.
        var keyed = Keyed(before);
        var pairs = new List<StageDifference>();
        foreach (var (key, stage) in Keyed(after))
        {
            keyed.Remove(key, out var earlier);
            pairs.Add(new(activity, earlier, stage));
        }
        pairs.AddRange(keyed.Values.Select(stage => new StageDifference(activity, stage, null)));
        return pairs.OrderByDescending(pair => pair.OwnTimeChange.Duration());
    }

    private static Dictionary<(string, string, int), StageProfile> Keyed(IReadOnlyList<StageProfile> stages)
    {
        var keyed = new Dictionary<(string, string, int), StageProfile>();
        foreach (var stage in stages)
        {
            int n = 0;
            while (!keyed.TryAdd((stage.Name, string.Join(',', stage.Columns), n), stage)) n++;
        }
        return keyed;
    }
}
