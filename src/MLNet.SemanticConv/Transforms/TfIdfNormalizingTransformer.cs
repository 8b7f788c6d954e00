using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>Multiplies each slot of a vector of term counts by its inverse document frequency.</summary>
public sealed partial class TfIdfNormalizingTransformer : VectorColumnTransformer
{
    private readonly double[] _idf;
    private readonly bool _sublinearTf;

    internal TfIdfNormalizingTransformer(string outputColumnName, string inputColumnName, double[] idf, bool sublinearTf)
        : base(outputColumnName, inputColumnName) => (_idf, _sublinearTf) = (idf, sublinearTf);

    /// <summary>The inverse document frequency of each slot.</summary>
    public IReadOnlyList<double> Idf => _idf;

    private protected override int Size => _idf.Length;

    private protected override Map CreateMap() => (in VBuffer<float> source, ref VBuffer<float> target) =>
    {
        source.CopyTo(ref target);
        var editor = VBufferEditor.CreateFromBuffer(ref target);
        var values = editor.Values;
        for (int k = 0; k < values.Length; k++)
        {
            float tf = _sublinearTf && values[k] >= 1 ? 1 + MathF.Log(values[k]) : values[k];
            values[k] = (float)(tf * _idf[target.IsDense ? k : editor.Indices[k]]);
        }
        target = editor.Commit();
    };
}
