using Microsoft.ML.Tokenizers;

namespace MLNet.SemanticConv.Encoders;

/// <summary>What a sentence encoder is made of.</summary>
/// <param name="Name">The name by which it goes.</param>
/// <param name="Model">The ONNX model.</param>
/// <param name="Tokenizer">From text to token numbers, those of the model's vocabulary.</param>
/// <param name="Pooling">From tokens to a text.</param>
/// <param name="Normalize">Whether the vector of a text gets length 1.</param>
/// <param name="MaximumTokens">The number of tokens after which a text is cut off.</param>
internal sealed record EncoderParts(
    string Name, byte[] Model, BertTokenizer Tokenizer, Pooling Pooling, bool Normalize, int MaximumTokens);
