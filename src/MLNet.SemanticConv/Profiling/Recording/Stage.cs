using Microsoft.ML;

namespace MLNet.SemanticConv.Profiling;

/// <summary>One part of a pipeline to which time is put down.</summary>
internal sealed class Stage(int index, int[] place, string name)
{
    public int Index { get; } = index;

    /// <summary>Where it stands: [3, 1] is the first part of the third stage. Empty for what is no stage of the pipeline.</summary>
    public int[] Place { get; } = place;

    public string Number => string.Join('.', Place);

    public string Name { get; } = name;

    /// <summary>The columns that it adds, once these are known.</summary>
    public string[] Columns { get; set; } = [];

    public ITransformer? Transformer { get; set; }

    public SourceLine? Source { get; set; }

    public bool IsCache { get; init; }
}
