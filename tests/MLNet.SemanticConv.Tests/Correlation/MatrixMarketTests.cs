using System.IO.Compression;
using System.Text;

namespace MLNet.SemanticConv.Tests.Correlation;

public sealed class MatrixMarketTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mtx");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_matrix_is_written_with_rows_and_columns_from_1()
    {
        MatrixMaker.From(["a", "b"], [[1, 0.1f], [0, 3e-8f]]).WriteMatrixMarket(_path);
        Assert.Equal("%%MatrixMarket matrix coordinate real general\n2 2 3\n1 1 1\n1 2 0.1\n2 2 3E-08\n", File.ReadAllText(_path));
    }

    [Fact]
    public void What_is_written_is_read_to_the_bit()
    {
        var matrix = MatrixMaker.Random(50, 7);
        matrix.WriteMatrixMarket(_path);
        MatrixAssert.Equal(matrix, CorrelationMatrix.ReadMatrixMarket(_path, matrix.Vocabulary));
    }

    [Fact]
    public void Gzip_a_byte_order_mark_tabs_and_blank_lines_change_nothing()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. "%%MatrixMarket\tmatrix coordinate real general\n\n2\t2 1\n\n1\t2  0.5\n\n"u8];
        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Optimal)) zip.Write(text);
        MatrixAssert.Equal(MatrixMaker.From(["a", "b"], [[0, 0.5f], [0, 0]]), CorrelationMatrix.ReadMatrixMarket(_path, ["a", "b"]));

        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^4]);
        Assert.Contains($"'{_path}' is truncated gzip",
            Assert.Throws<InvalidDataException>(() => CorrelationMatrix.ReadMatrixMarket(_path, ["a", "b"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%%MatrixMarket matrix coordinate pattern general\n% a remark\n2 2 1\n2 1\n", 0, 1)]
    [InlineData("%%matrixmarket MATRIX coordinate integer symmetric\n2 2 1\n2 1 3\n\n", 3, 3)]
    public void Other_kinds_of_coordinate_files_are_read(string text, float upper, float lower)
    {
        File.WriteAllText(_path, text);
        MatrixAssert.Equal(MatrixMaker.From(["a", "b"], [[0, upper], [lower, 0]]), CorrelationMatrix.ReadMatrixMarket(_path, ["a", "b"]));
    }

    [Theory]
    [InlineData("", "line 1: The file ends where the header")]
    [InlineData("1 2 3\n", "line 1: The file does not begin with")]
    [InlineData("%%MatrixMarket matrix coordinate complex general\n", "line 1: A matrix of 'complex general' values")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n", "line 2: The file ends where the sizes")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 x 1\n", "line 2: The sizes are not")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 3 1\n1 1 1\n", "line 2: The matrix has 2 rows and 3 columns")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1\n", "line 4: The file ends where an entry")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 3 1\n", "line 3: The entry at 1, 3 is outside")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1\n", "line 3: The entry is not 'row column value'")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n0 1 1\n", "line 3: The entry at 0, 1 is outside")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n3 1 1\n", "line 3: The entry at 3, 1 is outside")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 0 1\n", "line 3: The entry at 1, 0 is outside")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 x\n", "line 3: The entry is not 'row column value'")]
    [InlineData("%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 x\n", "line 3: The entry is not 'row column'")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 nan\n", "line 3: The value nan")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1\n1 2 1\n", "line 4: The file goes on")]
    [InlineData("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1\n1 1 2\n", "The entry at 1, 1 occurs twice")]
    public void A_bad_file_is_refused_by_name_and_line(string text, string message)
    {
        File.WriteAllText(_path, text);
        var exception = Assert.Throws<FormatException>(() => CorrelationMatrix.ReadMatrixMarket(_path, ["a", "b"]));
        Assert.Contains(message, exception.Message);
        Assert.Contains(_path, exception.Message);
    }

    [Fact]
    public void A_vocabulary_of_another_size_is_refused()
    {
        MatrixMaker.Random(3, 1).WriteMatrixMarket(_path);
        Assert.Contains("3 rows, the vocabulary 2 words",
            Assert.Throws<ArgumentException>(() => CorrelationMatrix.ReadMatrixMarket(_path, ["a", "b"])).Message);
    }
}
