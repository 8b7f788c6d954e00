namespace MLNet.SemanticConv.Tests.Files;

public class BinaryArraysTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_array_comes_back_though_it_is_longer_than_a_chunk(bool tellsItsLength)
    {
        int[] values = [.. Enumerable.Range(0, 1_000_000)];
        using var stream = new Source(tellsItsLength);
        using var writer = new BinaryWriter(stream);
        writer.WriteArray<int>(values);
        writer.Flush();
        ((MemoryStream)stream).Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.Equal(values, reader.ReadArray<int>(values.Length));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_number_that_no_array_has_is_refused(long count)
    {
        using var reader = new BinaryReader(new MemoryStream([1, 2, 3, 4]));
        Assert.Contains($"{count} values", Assert.Throws<InvalidDataException>(() => reader.ReadArray<int>(count)).Message);
    }

    private sealed class Source(bool tellsItsLength) : MemoryStream
    {
        public override bool CanSeek => tellsItsLength;
    }
}
