namespace MLNet.SemanticConv.Tests.Notebooks;

/// <summary>What comes of a cell that runs.</summary>
internal sealed class CellRun
{
    private readonly List<(string? ValueId, CellOutput Output)> _outputs = [];
    private readonly List<string> _complaints = [];

    /// <summary>What it displays.</summary>
    public IReadOnlyList<CellOutput> Outputs => [.. _outputs.Select(shown => shown.Output)];

    /// <summary>Errors, warnings, and what it prints and does not display: nothing of it should be in a notebook.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public void Add(KernelEvent e)
    {
        switch (e.Type)
        {
            case "DisplayedValueProduced":
            case "ReturnValueProduced":
                _outputs.Add((e.ValueId, new(e.Values, IsResult: e.Type == "ReturnValueProduced")));
                break;
            case "DisplayedValueUpdated":
                int at = _outputs.FindIndex(shown => shown.ValueId == e.ValueId);
                if (at >= 0) _outputs[at] = (e.ValueId, _outputs[at].Output with { Data = e.Values });
                break;
            case "StandardErrorValueProduced":
            case "StandardOutputValueProduced":
                _complaints.AddRange(e.Values.Values);
                break;
            case "DiagnosticsProduced":
                _complaints.AddRange(e.Diagnostics);
                break;
            case "ErrorProduced":
            case "CommandFailed":
                _complaints.Add(e.Message ?? e.Type);
                break;
        }
    }
}
