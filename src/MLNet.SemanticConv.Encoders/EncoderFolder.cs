using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace MLNet.SemanticConv.Encoders;

/// <summary>Reads a folder as sentence-transformers saves it, with the model in ONNX.</summary>
internal sealed class EncoderFolder(string folder)
{
    private static readonly string[] ModelNames = ["onnx/model.onnx", "model.onnx", "onnx/model_O1.onnx", "model_optimized.onnx"];

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file that is needed is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the tokenizer is of a kind that is not read.</exception>
    public static EncoderParts Read(string folder)
        => Directory.Exists(folder)
        ? new EncoderFolder(folder).Read()
        : throw new DirectoryNotFoundException($"There is no folder {folder} with a sentence encoder.");

    private EncoderParts Read()
    {
        JsonElement? sentences = Json("sentence_bert_config.json"), tokens = Json("tokenizer_config.json");
        int maximum = Int(sentences, "max_seq_length") ?? Math.Min(Int(tokens, "model_max_length") ?? 512, 512);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new(name, Model(), Tokenizer(tokens), PoolingOf(Json("1_Pooling/config.json")), IsNormalized(), maximum);
    }

    private byte[] Model()
    {
        string? name = ModelNames.FirstOrDefault(name => File.Exists(PathOf(name)));
        if (name is null)
            throw new FileNotFoundException($"The folder {folder} has neither {ModelNames[0]} nor {ModelNames[1]}: "
                + "export the encoder with 'optimum-cli export onnx', or use a repository that has it.");
        return File.ReadAllBytes(PathOf(name));
    }

    private BertTokenizer Tokenizer(JsonElement? config)
    {
        JsonElement? whole = Json("tokenizer.json");
        bool lower = Bool(config, "do_lower_case") ?? Bool(Property(whole, "normalizer"), "lowercase") ?? true;
        var options = new BertOptions
        {
            Normalizer = new BertNormalizer(lower, Bool(config, "strip_accents") ?? lower),
            PreTokenizer = new BertPreTokenizer(),
        };
        options.UnknownToken = Token(config, "unk_token") ?? options.UnknownToken;
        options.SeparatorToken = Token(config, "sep_token") ?? options.SeparatorToken;
        options.ClassificationToken = Token(config, "cls_token") ?? options.ClassificationToken;
        options.PaddingToken = Token(config, "pad_token") ?? options.PaddingToken;
        options.MaskingToken = Token(config, "mask_token") ?? options.MaskingToken;
        using Stream vocabulary = Vocabulary(whole);
        try
        {
            return BertTokenizer.Create(vocabulary, options);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The vocabulary in {folder} does not fit its tokenizer_config.json: {e.Message}", e);
        }
    }

    private Stream Vocabulary(JsonElement? tokenizer)
    {
        if (File.Exists(PathOf("vocab.txt"))) return File.OpenRead(PathOf("vocab.txt"));
        JsonElement? model = Property(tokenizer, "model");
        string? kind = Text(Property(model, "type"));
        if (kind is null && model is null)
            throw new FileNotFoundException(
                $"The folder {folder} has neither vocab.txt nor tokenizer.json: copy the encoder's tokenizer into it.");
        if (kind != "WordPiece" || Property(model, "vocab") is not { ValueKind: JsonValueKind.Object } words)
            throw new InvalidDataException(
                $"The tokenizer in {folder} is of the kind {kind ?? "unknown"}; only WordPiece is supported. "
                + "Use an encoder of the BERT, MiniLM or MPNet family.");
        var ordered = words.EnumerateObject().OrderBy(word => word.Value.GetInt32()).ToArray();
        for (int i = 0; i < ordered.Length; i++)
            if (ordered[i].Value.GetInt32() != i)
                throw new InvalidDataException($"{PathOf("tokenizer.json")}: the vocabulary has no token with the number {i}.");
        return new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', ordered.Select(word => word.Name))));
    }

    private Pooling PoolingOf(JsonElement? config)
        => config is null || Bool(config, "pooling_mode_mean_tokens") == true ? Pooling.Mean
        : Bool(config, "pooling_mode_cls_token") == true ? Pooling.FirstToken
        : Bool(config, "pooling_mode_max_tokens") == true ? Pooling.Maximum
        : throw new InvalidDataException(
            $"{PathOf("1_Pooling/config.json")} asks for a pooling that is not supported; the mean, the maximum and the first token are.");

    private bool IsNormalized()
        => Json("modules.json") is not { ValueKind: JsonValueKind.Array } modules
        || modules.EnumerateArray().Any(module => Text(Property(module, "type"))?.EndsWith(".Normalize", StringComparison.Ordinal) == true);

    private string PathOf(string name) => Path.Combine(folder, Path.Combine(name.Split('/')));

    /// <summary>The content of a file, or null where there is none.</summary>
    private JsonElement? Json(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path)) return null;
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not JSON: {e.Message}", e);
        }
    }

    private static JsonElement? Property(JsonElement? element, string name)
        => element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out JsonElement value) ? value : null;

    private static bool? Bool(JsonElement? element, string name)
        => Property(element, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    private static int? Int(JsonElement? element, string name)
        => Property(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    // either "[CLS]" or { "content": "[CLS]", … }
    private static string? Token(JsonElement? config, string name) => Property(config, name) switch
    {
        { ValueKind: JsonValueKind.Object } token => Text(Property(token, "content")),
        var token => Text(token),
    };

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
