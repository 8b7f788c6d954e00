using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Looks up the vectors of the words that name the slots of a column, for y = x·V scaled to length 1.</summary>
internal sealed class WordVectorAveragingEstimator : IEstimator<WordVectorAveragingTransformer>
{
    private readonly IHost _host;
    private readonly string _outputColumnName, _inputColumnName;
    private readonly WordVectors _vectors;
    private readonly int? _removedComponents;
    private readonly bool _unitLength;

    public WordVectorAveragingEstimator(
        IHostEnvironment env,
        string outputColumnName,
        string? inputColumnName,
        WordVectors vectors,
        int? removedComponents,
        bool unitLength)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(vectors);
        if (removedComponents is { } count) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(removedComponents));
        _host = env.Register(nameof(WordVectorAveragingEstimator));
        (_outputColumnName, _inputColumnName) = (outputColumnName, inputColumnName ?? outputColumnName);
        (_vectors, _removedComponents, _unitLength) = (vectors, removedComponents, unitLength);
    }

    /// <summary>Looks up the vectors of the slot names of the input column.</summary>
    /// <param name="input">Data with the input column; its rows are not read.</param>
    /// <returns>The transformer with the vectors of the words that name slots.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or no known-size vector of floats.</exception>
    /// <exception cref="ArgumentException">The slots of the input column have no names, or are those of a hashed bag.</exception>
    public WordVectorAveragingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        string[] vocabulary = BagWords.NamesOf(Columns.FloatVector(input.Schema, _inputColumnName).Column);
        var averager = VectorAverager.Create(vocabulary, _vectors, _removedComponents, _unitLength);
        int found = averager.RowOfSlot.Count(row => row >= 0);
        _host.Info("Looking up the vectors of words", $"{found} of {vocabulary.Length} slots have one");
        return new(_outputColumnName, _inputColumnName, averager);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SchemaShapes.WithVector(inputSchema, _outputColumnName, _inputColumnName);
}
