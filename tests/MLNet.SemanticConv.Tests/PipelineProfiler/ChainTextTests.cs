
namespace MLNet.PipelineProfiler.Tests;

public class ChainTextTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.Append(b)", "a|b")]
    [InlineData("a.Append(b).AppendCacheCheckpoint(ml).Append(c)", "a|b|c")]
    [InlineData("a\n    .Append(b)\n    . Append < ITransformer > (c)", "a|b|c")]
    [InlineData("a.Append(b.Append(c))", "a|b.Append(c)")]
    [InlineData("a.Append(b).FittedOn(data).Append(c)", "a.Append(b)|c")]
    [InlineData("F(x => { return x[0].Append(y); }).Append(b)", "F(x => { return x[0].Append(y); })|b")]
    [InlineData("a /* .Append(no) */ .Append(b)", "a /* .Append(no) */|b")]
    [InlineData("a // .Append(no)\n .Append(b)", "a // .Append(no)|b")]
    [InlineData("F(\".Append(no)\", ')', @\"\\\").Append(b)", "F(\".Append(no)\", ')', @\"\\\")|b")]
    [InlineData("F(\"\\\").Append(no)\").Append(b)", "F(\"\\\").Append(no)\")|b")]
    [InlineData("a.Append(b", "a|b")]
    [InlineData("a / b", "a / b")]
    [InlineData("a.Append(\"b", "a|\"b")]
    [InlineData("a /* without an end .Append(b)", "a /* without an end .Append(b)")]
    public void An_expression_is_split_at_its_calls_of_append(string expression, string links)
        => Assert.Equal(links.Split('|'), Of(expression).Links().Select(link => link.Text));

    [Theory]
    [InlineData("var p = a.Append(b); p", "a.Append(b)")]
    [InlineData("p = old; p = a[0].Append(b), q = 1; p", "a[0].Append(b)")]
    [InlineData("for (p = a; ; ) { F(p = b) } p", "b")]
    [InlineData("F(x => p == x, q => p); p", null)]
    [InlineData("var p = { a, (b; [c]) }; p", "{ a, (b; [c]) }")]
    public void A_variable_is_what_it_was_last_set_to(string source, string? definition)
    {
        int use = source.Length - 1;
        Assert.Equal(definition, new ChainText(source, use, source.Length).Definition(use)?.Text);
    }

    [Fact]
    public void What_is_no_variable_has_no_definition() => Assert.Null(Of("F(x)").Definition(0));

    [Fact]
    public void Lines_are_counted_from_one_at_the_first_that_is_not_blank()
        => Assert.Equal([1, 3], Of("a\n.Append(\n    b)").Links().Select(link => link.Line));

    private static ChainText Of(string expression) => new(expression, 0, expression.Length);
}
