namespace MLNet.SemanticConv;

/// <summary>One vector a word, in parts: each in memory of its own, or in a file of its own that is mapped while the part is
/// used.</summary>
internal sealed unsafe class PartedMatrix : IDisposable
{
    private readonly Partition _partition;
    private readonly int _dimensions, _multiple;
    private readonly ParameterMatrix[] _parts;
    private readonly string[] _files;

    /// <param name="partition">Which words are in which part.</param>
    /// <param name="dimensions">The values of a vector.</param>
    /// <param name="multiple">What the stride is a multiple of.</param>
    /// <param name="name">What the files of the parts are called, but for the number of the part; null keeps them in memory.</param>
    public PartedMatrix(Partition partition, int dimensions, int multiple, string? name = null)
    {
        (_partition, _dimensions, _multiple) = (partition, dimensions, multiple);
        _files = name is null ? [] : [.. Enumerable.Range(0, partition.Parts).Select(part => $"{name}{part}")];
        // What another run left is of other vectors.
        foreach (string file in _files) File.Delete(file);
        _parts = name is null ? [.. Enumerable.Range(0, partition.Parts).Select(Open)] : [];
    }

    /// <summary>The floats of a row, its padding to whole registers included.</summary>
    public int Stride => (_dimensions + _multiple - 1) / _multiple * _multiple;

    private bool IsInMemory => _files.Length == 0;

    /// <summary>A part that is in memory.</summary>
    public ParameterMatrix this[int part] => _parts[part];

    /// <summary>A part to use, wherever it is, until it is given back.</summary>
    public ParameterMatrix Take(int part) => IsInMemory ? _parts[part] : Open(part);

    public void GiveBack(ParameterMatrix part)
    {
        if (!IsInMemory) part.Dispose();
    }

    /// <summary>The row of a word of a matrix in memory.</summary>
    public float* Row(int word) => _parts[_partition[word].Part].Row(_partition[word].Row);

    /// <summary>A word's vector without its padding, of a matrix in memory.</summary>
    public Span<float> Vector(int word) => _parts[_partition[word].Part][_partition[word].Row];

    /// <summary>Gives back the memory and deletes the files.</summary>
    public void Dispose()
    {
        foreach (var part in _parts) part.Dispose();
        foreach (string file in _files) File.Delete(file);
    }

    private ParameterMatrix Open(int part)
        => new(_partition.Words(part).Length, _dimensions, _multiple, IsInMemory ? null : _files[part]);
}
