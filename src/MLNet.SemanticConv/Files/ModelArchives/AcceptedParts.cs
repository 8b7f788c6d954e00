namespace MLNet.SemanticConv;

/// <summary>Which parts a model file may hold when <see cref="TextTagger.Load"/> reads it: a file is trusted as far as its parts
/// are.</summary>
public enum AcceptedParts
{
    /// <summary>
    /// Parts of this library, and those of ML.NET whose claimed sizes are all checked against the file before memory is allocated: chains,
    /// words and n-grams, keys, norms, selected, copied and joined columns, linear models, trees and their calibrators. Loading is bounded
    /// by the size of the file, whoever made it.
    /// </summary>
    Checked,

    /// <summary>
    /// Also the other parts of ML.NET's own packages that neither open files nor run code. A malicious file may claim any amount of memory
    /// in one of these; a time limit applies, but a load that never ends keeps a thread busy. For files of known origin.
    /// </summary>
    Stock,

    /// <summary>
    /// Also parts that open files, fetch them or run code, such as WordEmbeddings, CustomMapping, ONNX and TensorFlow, and those of any
    /// other assembly. For files that you trust as you trust a program.
    /// </summary>
    All,
}
