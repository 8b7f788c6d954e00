using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Transforms;

/// <summary>What ML.NET asks of a transformer that maps row to row, and of its estimator.</summary>
public class RowTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_row_alone_has_the_inputs_position_batch_and_id_and_the_columns_asked_for()
    {
        var data = _ml.Vectors(["a", "b"], [1, 2], [3, 4]);
        ITransformer model = _ml.Transforms.Text.NormalizeTfIdf("Y", "X").Fit(data);
        var mapper = model.GetRowToRowMapper(data.Schema);
        Assert.Equal(["X"], mapper.GetDependencies([mapper.OutputSchema["Y"]]).Select(column => column.Name));
        using var cursor = data.GetRowCursor(data.Schema);
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        DataViewRowId expected = default, id = default;
        cursor.GetIdGetter()(ref expected);
        VBuffer<float> y = default;
        using (var row = mapper.GetRow(cursor, [mapper.OutputSchema["Y"]]))
        {
            row.GetIdGetter()(ref id);
            Assert.Equal((cursor.Position, cursor.Batch, expected), (row.Position, row.Batch, id));
            Assert.True(row.IsColumnActive(mapper.OutputSchema["Y"]) && row.IsColumnActive(mapper.OutputSchema["X"]));
            row.GetGetter<VBuffer<float>>(mapper.OutputSchema["Y"])(ref y);
        }
        Assert.Equal(2, y.Length);
    }

    [Fact]
    public void A_column_that_was_not_asked_for_or_another_type_is_refused_by_name()
    {
        var data = _ml.Vectors(["a", "b"], [1, 2]);
        var view = _ml.Transforms.Text.NormalizeTfIdf("Y", "X").Fit(data).Transform(data);
        using (var cursor = view.GetRowCursor([view.Schema["X"]]))
            Assert.Contains("'Y' was not asked for",
                Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(view.Schema["Y"])).Message);
        using (var cursor = view.GetRowCursor(view.Schema))
            Assert.Contains("'Y' holds", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Y"])).Message);
    }

    [Fact]
    public void A_chain_says_beforehand_that_a_column_is_missing_or_of_another_type()
    {
        var copy = _ml.Transforms.CopyColumns("Copy", "Text");
        var text = _ml.Transforms.Text;
        Assert.Contains("no column 'X'",
            Assert.Throws<ArgumentOutOfRangeException>(() => copy.Append(text.NormalizeTfIdf("Y", "X")).Fit(_ml.Texts("a"))).Message);
        Assert.Contains("'Copy' must be a vector of Single, such as ProduceWordBags makes, but is a Scalar of String",
            Assert.Throws<ArgumentOutOfRangeException>(() => copy.Append(text.NormalizeTfIdf("Y", "Copy")).Fit(_ml.Texts("a"))).Message);
        Assert.Contains("'Words' must be a vector of Single", Assert.Throws<ArgumentOutOfRangeException>(
            () => text.TokenizeIntoWords("Words", "Text").Append(text.NormalizeTfIdf("Y", "Words")).Fit(_ml.Texts("a"))).Message);
        var svm = _ml.BinaryClassification.Trainers.SparseLinearSvm("Copy", "Copy");
        Assert.Contains("'Copy' that is a vector of Single",
            Assert.Throws<ArgumentOutOfRangeException>(() => copy.Append(svm).Fit(_ml.Texts("a"))).Message);
        var oneVersusRest = _ml.MultiLabelClassification.Trainers.OneVersusRest(_ml.BinaryClassification.Trainers.SparseLinearSvm());
        Assert.Contains("no column 'Labels' among 'Text', 'Copy'", Assert.ThrowsAny<ArgumentException>(
            () => copy.Append(oneVersusRest).Fit(_ml.Texts("a"))).Message.Replace("'Features'", "'Labels'"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_row_is_computed_once_however_many_consumers_ask(int consumers)
    {
        int computed = 0;
        var source = _ml.Vectors(["a", "b"], [1, 2], [3, 4], [0, 5]);
        var data = _ml.Transforms.CustomMapping<SourceRow, SourceRow>((from, to) => { computed++; to.X = from.X; }, contractName: null)
            .Fit(source).Transform(source);
        var vectors = new WordVectors(["a", "b"], new float[] { 1, 0, 0.6f, 0.8f }, 2);
        var view = _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", vectors, CorrelationOptions.Blog)
            .Fit(source).Transform(data);
        using var cursor = view.GetRowCursor([view.Schema["Y"]]);
        var getters = Enumerable.Range(0, consumers).Select(_ => cursor.GetGetter<VBuffer<float>>(view.Schema["Y"])).ToArray();
        // Each word counts twice and its neighbour once.
        foreach (float[] expected in new float[][] { [4, 5], [10, 11], [5, 10] })
        {
            Assert.True(cursor.MoveNext());
            var values = new VBuffer<float>[consumers];
            for (int i = 0; i < consumers; i++) getters[i](ref values[i]);
            Assert.All(values, value => Assert.Equal(expected, value.DenseValues()));
        }
        Assert.Equal(3, computed);
    }

    private sealed class SourceRow
    {
        [VectorType(2)]
        public float[] X { get; set; } = [];
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var text = _ml.Transforms.Text;
        var vectors = new WordVectors(["a"], new float[] { 1, 0 }, 2);
        Func<string?, WordVectors?, object>[] withVectors =
            [(name, v) => text.ApplySemanticConvolution(name!, "X", v!), (name, v) => text.AverageWordVectors(name!, "X", v!)];
        Assert.All(withVectors, make =>
        {
            Assert.Throws<ArgumentNullException>("vectors", () => make("Y", null));
            Assert.Throws<ArgumentNullException>("outputColumnName", () => make(null, vectors));
            Assert.Throws<ArgumentException>("outputColumnName", () => make("", vectors));
        });
        Assert.Throws<ArgumentException>("outputColumnName", () => text.NormalizeTfIdf(""));
        Assert.Throws<ArgumentNullException>("input", () => text.NormalizeTfIdf("Y", "X").Fit(null!));
        Assert.Throws<ArgumentNullException>("input", () => text.ApplySemanticConvolution("Y", "X", vectors).Fit(null!));
        Assert.Throws<ArgumentNullException>("input", () => text.AverageWordVectors("Y", "X", vectors).Fit(null!));
        var data = _ml.Vectors(["a"], [1]);
        ITransformer[] fitted = [text.NormalizeTfIdf("Y", "X").Fit(data), text.AverageWordVectors("Y", "X", vectors).Fit(data)];
        Assert.All(fitted, transformer =>
        {
            Assert.Throws<ArgumentNullException>("input", () => transformer.Transform(null!));
            Assert.Throws<ArgumentNullException>("inputSchema", () => transformer.GetOutputSchema(null!));
        });
    }

    [Fact]
    public void What_was_learnt_is_logged()
    {
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.Message);
        var vectors = new WordVectors(["a", "b"], new float[] { 1, 0, 0.6f, 0.8f }, 2);
        var data = _ml.Vectors(["a", "b", "c"], [1, 0, 0], [0, 2, 0]);
        _ml.Transforms.Text.NormalizeTfIdf("Y", "X").Fit(data);
        _ml.Transforms.Text.ApplySemanticConvolution("Y", "X", vectors, CorrelationOptions.Blog).Fit(data);
        _ml.Transforms.Text.AverageWordVectors("Y", "X", vectors).Fit(data);
        foreach (string expected in new[] { "2 documents, 3 slots", "5 entries for 3 slots", "2 of 3 slots" })
            Assert.Contains(messages, message => message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_trainer_advises_neither_normalisation_nor_a_cache()
    {
        var info = _ml.BinaryClassification.Trainers.SparseLinearSvm().Info;
        Assert.False(info.NeedNormalization || info.WantCaching);
    }
}
