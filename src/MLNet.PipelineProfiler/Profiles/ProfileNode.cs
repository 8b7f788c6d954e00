using System.Text.Json.Serialization;

namespace MLNet.PipelineProfiler;

/// <summary>A node of a finished profile's call tree.</summary>
/// <param name="Name">The stage, and the column or the step of it.</param>
/// <param name="Stage">The stage's title.</param>
/// <param name="Calls">How often it was entered.</param>
/// <param name="OwnSeconds">Time without the nodes below.</param>
/// <param name="OwnBytes">Bytes allocated without the nodes below.</param>
/// <param name="Children">What it called.</param>
internal sealed record ProfileNode(
    string Name, string Stage, long Calls, double OwnSeconds, long OwnBytes, IReadOnlyList<ProfileNode> Children)
{
    public static ProfileNode Empty { get; } = new("", "", 0, 0, 0, []);

    [JsonIgnore]
    public double Seconds => OwnSeconds + Children.Sum(child => child.Seconds);

    [JsonIgnore]
    public long Bytes => OwnBytes + Children.Sum(child => child.Bytes);
}
