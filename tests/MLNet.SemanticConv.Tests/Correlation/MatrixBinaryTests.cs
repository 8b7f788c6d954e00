namespace MLNet.SemanticConv.Tests.Correlation;

public class MatrixBinaryTests
{
    [Theory]
    [InlineData(3, false)]
    [InlineData(257, false)]
    [InlineData(65_537, false)]
    [InlineData(3, true)]
    public void A_matrix_comes_back_to_the_bit(int size, bool halfPrecision)
    {
        var random = MatrixMaker.Random(size, 3);
        var matrix = new CorrelationMatrix(
            random.Vocabulary, random.AllStarts.ToArray(), random.AllColumns.ToArray(),
            [.. random.AllWeights.ToArray().Select(weight => (float)(Half)weight)], halfPrecision);
        foreach (bool seekable in (bool[])[true, false])
        {
            var read = Read(Bytes(matrix), seekable);
            Assert.Equal(halfPrecision, read.HalfPrecision);
            MatrixAssert.Equal(matrix, read);
        }
    }

    [Fact]
    public void Reading_takes_exactly_the_bytes_that_were_written()
    {
        byte[] bytes = [.. Bytes(MatrixMaker.Random(9, 3)), 42];
        using var reader = new BinaryReader(new MemoryStream(bytes));
        CorrelationMatrix.Read(reader);
        Assert.Equal(42, reader.ReadByte());
    }

    [Fact]
    public void A_matrix_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Bytes(MatrixMaker.Random(5, 2));
        for (int length = 0; length < bytes.Length; length++)
            foreach (bool seekable in (bool[])[true, false]) Assert.Throws<EndOfStreamException>(() => Read(bytes[..length], seekable));
    }

    [Theory]
    [InlineData(0, 2, "version 2")]
    [InlineData(4, 200, "ends before the last of 200 values")]
    [InlineData(12, 4, "4 bytes a column")]
    [InlineData(13, 3, "3 a weight")]
    [InlineData(14, 9, "row 0 claims 9")]
    [InlineData(14, 0, "have 2 of 4")]
    [InlineData(22, 2, "column 2 follows -1 in row 0 of 2")]
    [InlineData(23, 0, "column 0 follows 0 in row 0 of 2")]
    [InlineData(29, 0xFF, "entry 0 has the weight NaN")]
    public void A_damaged_matrix_is_refused(int at, byte value, string message)
    {
        byte[] bytes = Bytes(MatrixMaker.From(["a", "b"], [[1, 2], [3, 4]]));
        bytes[at] = value;
        if (at == 29) bytes[at - 1] = 0xFF;
        var exception = Assert.ThrowsAny<SystemException>(() => Read(bytes, seekable: true));
        Assert.Matches(message, exception.Message);
    }

    [Fact]
    public void A_huge_claim_takes_no_memory_even_from_a_stream_that_hides_its_length()
    {
        byte[] bytes = Bytes(MatrixMaker.From(["a", "b"], [[1, 2], [3, 4]]));
        BitConverter.TryWriteBytes(bytes.AsSpan(4), 2_000_000_000);
        bytes[12] = 4;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EndOfStreamException>(() => Read(bytes, seekable: false));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private static byte[] Bytes(CorrelationMatrix matrix)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        matrix.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static CorrelationMatrix Read(byte[] bytes, bool seekable)
    {
        using var reader = new BinaryReader(seekable ? new MemoryStream(bytes) : new OneWayStream(bytes));
        return CorrelationMatrix.Read(reader);
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    }
}
