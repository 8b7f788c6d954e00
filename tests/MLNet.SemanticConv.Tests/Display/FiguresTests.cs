extern alias library;

using Figures = library::MLNet.Shared.Figures;

namespace MLNet.SemanticConv.Tests.Display;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 rows"), InlineData(1, "1 row"), InlineData(2, "2 rows"), InlineData(1000, "1,000 rows")]
    public void What_is_counted_is_one_or_many(long count, string expected) => Assert.Equal(expected, Figures.Counted(count, "row"));

    [Fact]
    public void Words_that_an_s_does_not_make_many_are_given()
        => Assert.Equal("1 entry, 2 entries", $"{Figures.Counted(1, "entry", "entries")}, {Figures.Counted(2, "entry", "entries")}");
}
