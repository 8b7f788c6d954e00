using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Weighs a column of term counts by inverse document frequency, learnt from the data it is fitted on.</summary>
internal sealed class TfIdfNormalizingEstimator : IEstimator<TfIdfNormalizingTransformer>
{
    private readonly IHost _host;
    private readonly string _outputColumnName, _inputColumnName;
    private readonly TfIdfOptions _options;

    public TfIdfNormalizingEstimator(IHostEnvironment env, string outputColumnName, string? inputColumnName, TfIdfOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        _host = env.Register(nameof(TfIdfNormalizingEstimator));
        (_outputColumnName, _inputColumnName, _options) = (outputColumnName, inputColumnName ?? outputColumnName, options ?? new());
    }

    /// <summary>Counts in how many documents each slot occurs.</summary>
    /// <param name="input">The documents, read once.</param>
    /// <returns>The transformer with the idf of each slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or no known-size vector of floats.</exception>
    /// <exception cref="InvalidOperationException">There are no documents.</exception>
    public TfIdfNormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (column, size) = Columns.FloatVector(input.Schema, _inputColumnName);

        int[] documentFrequencies = new int[size];
        long documents = 0;
        using (var cursor = input.GetRowCursor([column]))
        {
            var read = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> counts = default;
            for (; cursor.MoveNext(); documents++)
            {
                read(ref counts);
                var values = counts.GetValues();
                var indices = counts.GetIndices();
                for (int k = 0; k < values.Length; k++)
                    if (values[k] >= 1) documentFrequencies[counts.IsDense ? k : indices[k]]++;
            }
        }
        if (documents == 0)
            throw new InvalidOperationException(
                $"There are no rows from which to learn the document frequencies of the column '{_inputColumnName}'.");

        _host.Info("Counting documents", $"{documents} documents, {size} slots");
        return new(_outputColumnName, _inputColumnName,
            Array.ConvertAll(documentFrequencies, df => Idf(df, documents)), _options.SublinearTf);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SchemaShapes.WithVectorLike(_host, inputSchema, _outputColumnName, _inputColumnName);

    // In double precision and in this order of operations, as ML.NET has it.
    private double Idf(int documentFrequency, long documents)
        => _options.SmoothIdf ? Math.Log((1.0 + documents) / (1.0 + documentFrequency)) + 1
        : documentFrequency == 0 ? 0
        : Math.Log(documents / (double)documentFrequency);
}
