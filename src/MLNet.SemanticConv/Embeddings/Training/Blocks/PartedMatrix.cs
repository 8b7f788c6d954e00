namespace MLNet.SemanticConv;

/// <summary>One vector a word, in parts, each in memory of its own.</summary>
internal sealed unsafe class PartedMatrix : IDisposable
{
    private readonly Partition _partition;
    private readonly ParameterMatrix[] _parts;

    public PartedMatrix(Partition partition, int dimensions, int multiple)
    {
        _partition = partition;
        _parts = new ParameterMatrix[partition.Parts];
        for (int part = 0; part < _parts.Length; part++) _parts[part] = new(partition.Words(part).Length, dimensions, multiple);
    }

    public ParameterMatrix this[int part] => _parts[part];

    public float* Row(int word) => _parts[_partition[word].Part].Row(_partition[word].Row);

    /// <summary>A word's vector without its padding.</summary>
    public Span<float> Vector(int word) => _parts[_partition[word].Part][_partition[word].Row];

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
    }
}
