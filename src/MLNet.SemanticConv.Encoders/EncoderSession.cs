using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace MLNet.SemanticConv.Encoders;

/// <summary>The model in ONNX Runtime: from token numbers to vectors. It may be used by any number of threads at once.</summary>
internal sealed class EncoderSession : IDisposable
{
    private const string Ids = "input_ids", Mask = "attention_mask", Types = "token_type_ids";

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs, _outputs;
    private readonly Pooling _pooling;
    private readonly bool _normalize;

    /// <exception cref="InvalidDataException">The model is damaged, or no sentence encoder.</exception>
    public EncoderSession(EncoderParts parts)
    {
        // Batches run side by side, which gains more than several threads for one; and then sums do not depend on the number of threads.
        // Without the arena, whose pieces fit no two batches, it is a tenth faster.
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableCpuMemArena = false };
        try
        {
            _session = new(parts.Model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"The model of the encoder '{parts.Name}' cannot be read: {e.Message}", e);
        }
        _inputs = [.. _session.InputMetadata.Keys];
        if (_inputs.Except([Ids, Mask, Types]).FirstOrDefault() is { } other)
            throw new InvalidDataException(
                $"The model of '{parts.Name}' asks for an input '{other}': a sentence encoder reads {Ids}, {Mask} and {Types}.");
        var (output, shape) = _session.OutputMetadata.Select(found => (found.Key, found.Value.Dimensions))
            .FirstOrDefault(found => found.Dimensions is [_, _, > 0]);
        if (output is null)
            throw new InvalidDataException(
                $"The model of the encoder '{parts.Name}' has no output of a vector for each token, such as last_hidden_state.");
        (_outputs, Dimensions, _pooling, _normalize) = ([output], shape[2], parts.Pooling, parts.Normalize);
    }

    /// <summary>The length d of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Encodes texts.</summary>
    /// <param name="tokens">The token numbers of all texts.</param>
    /// <param name="batch">Which of them.</param>
    /// <param name="vectors">The vectors of all texts, of which those of the batch are filled.</param>
    public void Encode(IReadOnlyList<int>[] tokens, TokenBatch batch, float[][] vectors)
    {
        var (texts, length) = (batch.Texts, batch.Length);
        long[] ids = new long[texts.Count * length], mask = new long[ids.Length];
        for (int row = 0; row < texts.Count; row++)
        {
            var own = tokens[texts[row]];
            for (int i = 0; i < own.Count; i++) (ids[row * length + i], mask[row * length + i]) = (own[i], 1);
        }
        long[] shape = [texts.Count, length];
        long[] Input(string name) => name switch { Ids => ids, Mask => mask, _ => new long[ids.Length] };
        OrtValue[] inputs = Array.ConvertAll(_inputs, name => OrtValue.CreateTensorValueFromMemory(Input(name), shape));
        try
        {
            using var outputs = _session.Run(_run, _inputs, inputs, _outputs);
            var hidden = outputs[0].GetTensorDataAsSpan<float>();
            for (int row = 0; row < texts.Count; row++)
                vectors[texts[row]] = Pool(hidden.Slice(row * length * Dimensions, tokens[texts[row]].Count * Dimensions));
        }
        finally
        {
            foreach (OrtValue input in inputs) input.Dispose();
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private float[] Pool(ReadOnlySpan<float> hidden)
    {
        float[] pooled = hidden[..Dimensions].ToArray();
        for (int at = Dimensions; at < hidden.Length && _pooling != Pooling.FirstToken; at += Dimensions)
        {
            var token = hidden.Slice(at, Dimensions);
            if (_pooling == Pooling.Mean) TensorPrimitives.Add(pooled, token, pooled);
            else TensorPrimitives.Max(pooled, token, pooled);
        }
        if (_pooling == Pooling.Mean) TensorPrimitives.Divide(pooled, hidden.Length / Dimensions, pooled);
        float norm = TensorPrimitives.Norm<float>(pooled);
        if (_normalize && norm > 0) TensorPrimitives.Divide(pooled, norm, pooled);
        return pooled;
    }
}
