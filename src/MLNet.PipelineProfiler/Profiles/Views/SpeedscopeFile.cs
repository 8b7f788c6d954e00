using System.Text.Json;

namespace MLNet.PipelineProfiler;

/// <summary>
/// The file format of https://www.speedscope.app ("evented" profiles of https://www.speedscope.app/file-format-schema.json): for each
/// activity one profile of time and one of allocated bytes. Calls are drawn together, so the time axis shows sums, not moments.
/// </summary>
internal static class SpeedscopeFile
{
    public static string Write(PipelineProfile profile, string name)
    {
        var frames = new Dictionary<string, int>();
        var profiles = profile.Activities.SelectMany(activity => new[]
        {
            Profile($"{activity.Activity}: time", "nanoseconds", activity.Tree, node => (long)Math.Round(node.OwnSeconds * 1e9), frames),
            Profile($"{activity.Activity}: allocated bytes", "bytes", activity.Tree, node => node.OwnBytes, frames),
        }).ToArray();
        var file = new Dictionary<string, object>
        {
            ["$schema"] = "https://www.speedscope.app/file-format-schema.json",
            ["shared"] = new { frames = frames.OrderBy(frame => frame.Value).Select(frame => new { name = frame.Key }) },
            ["profiles"] = profiles,
            ["name"] = name,
            ["exporter"] = "MLNet.PipelineProfiler",
            ["activeProfileIndex"] = 0,
        };
        return JsonSerializer.Serialize(file, ProfileJson.Options);
    }

    private static Dictionary<string, object> Profile(
        string name, string unit, ProfileNode tree, Func<ProfileNode, long> own, Dictionary<string, int> frames)
    {
        var events = new List<object>();
        long end = Events(tree, 0, own, frames, events);
        return new()
        {
            ["type"] = "evented",
            ["name"] = name,
            ["unit"] = unit,
            ["startValue"] = 0L,
            ["endValue"] = end,
            ["events"] = events
        };
    }

    private static long Events(ProfileNode node, long at, Func<ProfileNode, long> own, Dictionary<string, int> frames, List<object> events)
    {
        if (!frames.TryGetValue(node.Name, out int frame)) frames.Add(node.Name, frame = frames.Count);
        events.Add(new { type = "O", frame, at });
        at += own(node);
        foreach (var child in node.Children) at = Events(child, at, own, frames, events);
        events.Add(new { type = "C", frame, at });
        return at;
    }
}
