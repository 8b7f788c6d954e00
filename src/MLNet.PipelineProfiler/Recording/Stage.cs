using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>One part of a pipeline to which time is put down.</summary>
internal sealed class Stage(int index, int[] place, string name)
{
    private StrongBox<long?>? _modelBytes;

    public int Index { get; } = index;

    /// <summary>Its place: [3, 1] is the first part of the third stage. Empty for what is not a stage of the pipeline.</summary>
    public int[] Place { get; } = place;

    public string Number => string.Join('.', Place);

    public string Name { get; } = name;

    /// <summary>The columns that it adds, once these are known.</summary>
    public string[] Columns { get; set; } = [];

    public ITransformer? Transformer
    {
        get;
        set => (field, _modelBytes) = (value, null);
    }

    public SourceLine? Source { get; set; }

    /// <summary>The size of what was fitted in a saved model; null where it cannot be saved alone. It is saved for that, once.</summary>
    public long? ModelBytes(MLContext context)
        => Transformer is { } transformer ? (_modelBytes ??= new(ModelSize.Of(context, transformer))).Value : null;

    public bool IsCache { get; init; }

    /// <summary>Whether it hands rows from thread to thread.</summary>
    public bool HandsOver { get; init; }
}
