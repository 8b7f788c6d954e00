using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv.Cli;

/// <summary>What a context warns of during a step, to be told after it: a line between its bars would tear them.</summary>
internal sealed class Warnings
{
    private readonly Lock _lock = new();
    private readonly List<string> _messages = [];

    public Warnings(MLContext ml) => ml.Log += (_, e) =>
    {
        if (e.Kind != ChannelMessageKind.Warning) return;
        lock (_lock) _messages.Add(e.RawMessage);
    };

    /// <summary>Tells each warning once.</summary>
    public void TellTo(Steps steps)
    {
        lock (_lock)
            foreach (string message in _messages.Distinct(StringComparer.Ordinal)) steps.Note(message);
    }
}
