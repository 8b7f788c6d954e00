using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.SemanticConv.Tests.Correlation;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Tests.MultiLabel;

public sealed class TextTaggerTests(TextTaggerTests.SavedModel saved) : IClassFixture<TextTaggerTests.SavedModel>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_says_what_a_prediction_engine_of_the_stock_loader_says()
    {
        var ml = new MLContext();
        var engine = ml.Model.CreatePredictionEngine<Input, Output>(ml.Model.Load(saved.Path, out _));
        var tagger = TextTagger.Load(saved.Path);
        foreach (string text in TinyReviews.Texts)
        {
            var (tagging, stock) = (tagger.Tag(text), engine.Predict(new() { Text = text }));
            Assert.Equal(3, tagging.Best.Count);
            Assert.Equal(tagging.Best.OrderByDescending(label => label.Probability), tagging.Best);
            foreach (var label in tagging.Best)
            {
                int k = tagger.Labels.ToList().IndexOf(label.Label);
                Assert.Equal(stock.Scores[k], label.Score, 1e-5f);
                Assert.Equal(stock.Probabilities[k], label.Probability, 1e-5f);
                Assert.Equal(stock.PredictedLabels[k], tagging.Labels.Contains(label));
            }
        }
    }

    [Fact]
    public void The_five_most_probable_come_first_and_labels_of_equal_probability_in_their_order()
    {
        var ml = new MLContext(seed: 1);
        string[] labels = ["a", "b", "c", "d", "e", "f", "g", "h"];
        // A word for each two labels, so that these are learnt alike, and more or less often.
        var rows = labels.SelectMany(
            (label, i) => Enumerable.Range(0, 2 + i / 2 * 3).Select(_ => new TinyReviews.Row($"word{i / 2}", [label])));
        var data = ml.Data.LoadFromEnumerable(rows);
        var tagger = new TextTagger(ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1)
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(
            ml.BinaryClassification.Trainers.SparseNaiveBayes(),
            options: new() { Thresholds = LabelThresholds.Fixed(float.NegativeInfinity) })).Fit(data));
        foreach (string text in new[] { "word0", "word3 word1", "nothing known", "word2" })
        {
            var tagging = tagger.Tag(text);
            Assert.Equal(labels, tagging.Labels.Select(label => label.Label).Order());
            Assert.Equal(tagging.Labels.OrderByDescending(label => label.Probability).ThenBy(label => label.Label), tagging.Labels);
            Assert.Equal(tagging.Labels.Take(5), tagging.Best);
            Assert.InRange(tagging.Labels.Select(label => label.Probability).Distinct().Count(), 2, 7);
        }
    }

    [Fact]
    public void Threads_may_share_it()
    {
        var tagger = TextTagger.Load(saved.Path);
        string[] texts = [.. Enumerable.Repeat(TinyReviews.Texts, 20).SelectMany(text => text)];
        float[] Scores(string text) => [.. tagger.Tag(text).Best.Select(label => label.Score)];
        Assert.Equal(texts.Select(Scores), texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(Scores));
    }

    [Fact]
    public void Engines_share_the_model()
    {
        const int Slots = 20_000, Neighbors = 50;
        var ml = new MLContext();
        var schema = SchemaDefinition.Create(typeof(WideRow));
        schema[nameof(WideRow.X)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Slots);
        var model = new SemanticConvolutionTransformer("X", "X", MatrixMaker.Random(Slots, Neighbors));
        var row = new WideRow { X = new(Slots, 2, [1f, 2f], [3, 5]) };
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ml.Model.CreatePredictionEngine<WideRow, WideRow>(model, inputSchemaDefinition: schema).Predict(row);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated();
        Assert.InRange(Allocated(), 0, Slots * Neighbors * sizeof(float) / 2);   // the matrix has twice its weights, for the columns
    }

    [Fact]
    public void A_column_of_another_name_is_found_in_the_saved_schema()
    {
        var ml = new MLContext(seed: 1);
        var input = ml.Data.LoadFromEnumerable<OtherInput>([]);
        var renamed = ml.Transforms.CopyColumns("Text", "Review").Fit(input).Append(ml.Model.Load(saved.Path, out _));
        string path = Path.Combine(_folder, "renamed.zip");
        ml.Model.Save(renamed, input.Schema, path);
        var tagger = TextTagger.Load(path);
        Assert.Equal("Review", tagger.TextColumnName);
        Assert.Equal(TextTagger.Load(saved.Path).Tag("a plug").Best, tagger.Tag("a plug").Best);
    }

    [Fact]
    public void A_file_that_is_no_model_is_named()
    {
        Assert.Contains("none.zip", Assert.Throws<FileNotFoundException>(() => TextTagger.Load(Path.Combine(_folder, "none.zip"))).Message);
        Assert.Contains("is not a model", Refused([]).Message);
        Assert.Contains("is not a model", Refused(Encoding.UTF8.GetBytes("some text, not a zip file")).Message);
    }

    [Fact]
    public void A_zip_file_with_something_else_in_it_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("readme.txt").Open()) entry.Write("hello"u8);
        Refused(stream.ToArray());
    }

    [Fact]
    public void A_model_cut_off_anywhere_is_refused()
    {
        byte[] whole = File.ReadAllBytes(saved.Path);
        for (int length = 4; length < whole.Length; length += 97) Assert.Contains("truncated or damaged", Refused(whole[..length]).Message);
    }

    [Fact]
    public void A_bit_flipped_in_the_data_of_any_part_is_found()
    {
        byte[] whole = File.ReadAllBytes(saved.Path);
        long directory = BitConverter.ToUInt32(whole, whole.Length - 6);
        for (int at = 60; at < directory; at += 53)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 4;
            // What stands in a part's own header is repeated in the directory, and the reader takes it from there.
            if (TryRefuse(changed) is null) Assert.Equal(Scores(whole), Scores(changed));
        }
    }

    [Theory]
    [InlineData("SC1VREST", "SemConvOneVersusRest")]
    [InlineData("SCCONVOL", "SemConvolution")]
    [InlineData("SCTFIDF", "SemConvTfIdf")]
    public void A_newer_format_is_said_to_be_one(string signature, string part)
    {
        string message = Refused(WithVersion(File.ReadAllBytes(saved.Path), signature, 0x00020007)).Message;
        Assert.Contains($"newer MLNet.SemanticConv: its part {part} has format 2.7", message);
        Assert.Contains("up to 1.", message);
    }

    [Fact]
    public void Stock_loading_says_it_too()
    {
        byte[] newer = WithVersion(File.ReadAllBytes(saved.Path), "SCCONVOL", 0x00020000);
        var exception = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(new MemoryStream(newer), out _));
        Assert.Contains("Update the package", exception.ToString());
    }

    [Fact]
    public void A_model_that_unpacks_to_more_than_it_may_is_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => TextTagger.Load(saved.Path, maximumBytes: 1000));
        Assert.Contains("more bytes unpacked", exception.Message);
    }

    [Fact]
    public void A_missing_input_column_and_one_of_another_type_are_named()
    {
        Assert.Contains("'Body'", Assert.Throws<InvalidDataException>(() => TextTagger.Load(saved.Path, "Body")).Message);
        var ml = new MLContext();
        var model = ml.Model.Load(saved.Path, out _);
        Assert.Contains("Text",
            Assert.ThrowsAny<Exception>(() => model.Transform(ml.Data.LoadFromEnumerable(new[] { new { Text = 1f } }))).Message);
        Assert.Contains("'Scores'", Assert.Throws<ArgumentException>(() => new TextTagger(ml.Transforms.CopyColumns("B", "Text").Fit(
            ml.Data.LoadFromEnumerable<Input>([])))).Message);
    }

    private InvalidDataException Refused(byte[] content)
        => TryRefuse(content) ?? throw new Xunit.Sdk.XunitException("The file was accepted.");

    private InvalidDataException? TryRefuse(byte[] content)
    {
        string path = Path.Combine(_folder, "bad.zip");
        File.WriteAllBytes(path, content);
        try
        {
            TextTagger.Load(path);
            return null;
        }
        catch (InvalidDataException e)
        {
            Assert.Contains(path, e.Message);
            return e;
        }
    }

    private float[] Scores(byte[] model)
    {
        string path = Path.Combine(_folder, "scores.zip");
        File.WriteAllBytes(path, model);
        return [.. TextTagger.Load(path).Tag("The plug and the staff").Best.Select(label => label.Score)];
    }

    /// <summary>The model as if a later version of the library had written one part of it.</summary>
    private static byte[] WithVersion(byte[] model, string signature, uint version)
    {
        using var stream = new MemoryStream();
        stream.Write(model);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in zip.Entries.Where(entry => entry.Name == "Model.key"))
            {
                using var content = entry.Open();
                byte[] bytes = new byte[content.Length];
                content.ReadExactly(bytes);
                int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature));
                if (at < 0) continue;
                // ML.NET's ModelHeader: the signature of the model, then the versions that wrote it and that can read it.
                BitConverter.TryWriteBytes(bytes.AsSpan(at + 8), version);
                BitConverter.TryWriteBytes(bytes.AsSpan(at + 12), version);
                content.Position = 0;
                content.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    private sealed class Input
    {
        public string Text { get; set; } = "";
    }

    private sealed class WideRow
    {
        public VBuffer<float> X { get; set; }
    }

    private sealed class OtherInput
    {
        public string Review { get; set; } = "";
    }

    private sealed class Output
    {
        public float[] Scores { get; set; } = [];
        public float[] Probabilities { get; set; } = [];
        public bool[] PredictedLabels { get; set; } = [];
    }

    public sealed class SavedModel : IDisposable
    {
        public SavedModel()
        {
            var ml = new MLContext(seed: 1);
            var data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
            var model = TinyReviews.Features(ml)
                .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(data);
            ml.Model.Save(model, data.Schema, Path);
        }

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".zip");

        public void Dispose() => File.Delete(Path);
    }
}
