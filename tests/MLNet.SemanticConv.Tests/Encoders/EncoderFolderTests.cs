using MLNet.SemanticConv.Encoders;

namespace MLNet.SemanticConv.Tests.Encoders;

public sealed class EncoderFolderTests(MiniLMFolder minilm) : IClassFixture<MiniLMFolder>
{
    private static readonly string[] Texts = ["The battery lasts all day", "Crème brûlée, 2 €"];

    [Fact]
    public async Task A_folder_is_read_as_sentence_transformers_saves_it()
    {
        using var expected = SentenceEncoder.MiniLM();
        using var loaded = SentenceEncoder.Load(minilm.Path);
        Assert.Equal(Path.GetFileName(minilm.Path), loaded.Metadata.DefaultModelId);
        Assert.Equal(await SentenceEncoderTests.Vectors(expected, Texts), await SentenceEncoderTests.Vectors(loaded, Texts));
    }

    [Fact]
    public async Task Tokenizer_json_serves_where_there_is_no_vocabulary()
    {
        string folder = minilm.Variant("vocab.txt");
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), minilm.TokenizerJson());
        using var expected = SentenceEncoder.MiniLM();
        using var loaded = SentenceEncoder.Load(folder);
        Assert.Equal(await SentenceEncoderTests.Vectors(expected, Texts), await SentenceEncoderTests.Vectors(loaded, Texts));
    }

    [Fact]
    public async Task Modules_tell_how_tokens_become_a_vector()
    {
        string folder = minilm.Variant();
        Directory.CreateDirectory(Path.Combine(folder, "1_Pooling"));
        File.WriteAllText(
            Path.Combine(folder, "1_Pooling", "config.json"), """{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false }""");
        File.WriteAllText(Path.Combine(folder, "modules.json"), """[{ "type": "models.Transformer" }, { "type": "models.Pooling" }]""");
        using var mean = SentenceEncoder.Load(minilm.Path);
        using var first = SentenceEncoder.Load(folder);
        float[] pooled = (await SentenceEncoderTests.Vectors(mean, Texts))[0], own = (await SentenceEncoderTests.Vectors(first, Texts))[0];
        Assert.NotEqual(1, own.Sum(x => (double)x * x), 3);   // not normalised
        double cosine = pooled.Zip(own).Sum(pair => (double)pair.First * pair.Second) / Math.Sqrt(own.Sum(x => (double)x * x));
        Assert.InRange(cosine, 0.1, 0.99);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("no folder", Message<DirectoryNotFoundException>("/there/is/none"), StringComparison.Ordinal);
        Assert.Contains("onnx/model.onnx", Message<FileNotFoundException>(minilm.Variant("onnx/model.onnx")), StringComparison.Ordinal);
        Assert.Contains("vocab.txt", Message<FileNotFoundException>(minilm.Variant("vocab.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_tokenizer_is_refused()
    {
        string folder = minilm.Variant("vocab.txt");
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), """{ "model": { "type": "Unigram", "vocab": [] } }""");
        Assert.Contains("Unigram", Message<InvalidDataException>(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("onnx/model.onnx", "this is not a model", "cannot be read")]
    [InlineData("tokenizer_config.json", "{ no json", "is not JSON")]
    [InlineData("vocab.txt", "a\nb\nc\n", "vocabulary")]
    public void Damaged_files_are_named(string file, string content, string message)
    {
        string folder = minilm.Variant(file);
        File.WriteAllText(Path.Combine(folder, file), content);
        Assert.Contains(message, Message<InvalidDataException>(folder), StringComparison.Ordinal);
    }

    private static string Message<TException>(string folder) where TException : Exception
        => Assert.Throws<TException>(() => SentenceEncoder.Load(folder)).Message;
}
