using System.Text;

namespace MLNet.PipelineProfiler;

/// <summary>The format of https://valgrind.org/docs/manual/cl-format.html, version 1: nanoseconds and bytes for each frame, and who called
/// whom.</summary>
internal static class CallgrindFile
{
    public static string Write(PipelineProfile profile)
    {
        var functions = new Dictionary<string, Function>();
        foreach (var activity in profile.Activities) Collect(activity.Tree, functions);
        var text = new StringBuilder();
        text.Append("# callgrind format\nversion: 1\ncreator: MLNet.PipelineProfiler\ncmd: pipeline\npositions: line\n")
            .Append("event: ns : Nanoseconds\nevent: bytes : Bytes allocated\nevents: ns bytes\n")
            .Append($"summary: {functions.Values.Sum(f => f.Own.Nanoseconds)} {functions.Values.Sum(f => f.Own.Bytes)}\n");
        foreach (var (name, function) in functions)
        {
            text.Append($"\nfl={File(function)}\nfn={name}\n0 {function.Own.Nanoseconds} {function.Own.Bytes}\n");
            foreach (var (callee, call) in function.Callees)
                text.Append(
                    $"cfi={File(functions[callee])}\ncfn={callee}\ncalls={call.Count} 0\n0 {call.Cost.Nanoseconds} {call.Cost.Bytes}\n");
        }
        return text.ToString();
    }

    private static Cost Collect(ProfileNode node, Dictionary<string, Function> functions)
    {
        if (!functions.TryGetValue(node.Name, out var function)) functions.Add(node.Name, function = new(node.Stage));
        var own = new Cost((long)Math.Round(node.OwnSeconds * 1e9), node.OwnBytes);
        function.Own += own;
        var total = own;
        foreach (var child in node.Children)
        {
            var cost = Collect(child, functions);
            total += cost;
            var call = function.Callees.GetValueOrDefault(child.Name);
            function.Callees[child.Name] = new(call.Count + Math.Max(child.Calls, 1), call.Cost + cost);
        }
        return total;
    }

    // A tool groups by file: here by stage.
    private static string File(Function function) => function.Stage;

    private sealed class Function(string stage)
    {
        public string Stage => stage;
        public Cost Own;
        public Dictionary<string, Call> Callees { get; } = [];
    }

    private readonly record struct Call(long Count, Cost Cost);

    private readonly record struct Cost(long Nanoseconds, long Bytes)
    {
        public static Cost operator +(Cost a, Cost b) => new(a.Nanoseconds + b.Nanoseconds, a.Bytes + b.Bytes);
    }
}
