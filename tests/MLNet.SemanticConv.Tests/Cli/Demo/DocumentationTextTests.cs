using System.Xml.Linq;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class DocumentationTextTests
{
    private static string Text(string xml) => DocumentationText.Of(XElement.Parse($"<member>{xml}</member>"));

    [Fact]
    public void Summary_returns_parameters_and_remarks_follow_in_that_order()
        => Assert.Equal("Pours tea. A cup. The pot. The milk. Slowly.", Text(
            """
            <remarks>Slowly.</remarks>
            <param name="pot">The pot.</param>
            <param name="milk">The milk.</param>
            <exception cref="T:Kitchen.EmptyException">No tea.</exception>
            <returns>A cup.</returns>
            <summary>
              Pours
              tea.
            </summary>
            """));

    [Theory]
    [InlineData("T:Kitchen.Tools.Kettle", "Kettle")]
    [InlineData("T:Kitchen.Tools.Rack`1", "Rack")]
    [InlineData("M:Kitchen.Tools.Kettle.Boil(System.Int32,Kitchen.Water)", "Kettle.Boil")]
    [InlineData("M:Kitchen.Tools.Kettle.#ctor(Kitchen.Water)", "Kettle")]
    [InlineData("M:Kitchen.Tools.Rack`1.Find``1(``0)", "Rack.Find")]
    [InlineData("M:Kitchen.Tools.Kettle.op_Implicit(Kitchen.Tools.Kettle)~Kitchen.Pot", "Kettle.op_Implicit")]
    [InlineData("P:Kitchen.Tools.Kettle.Volume", "Kettle.Volume")]
    [InlineData("!:Kettle", "Kettle")]
    public void A_reference_is_read_by_its_short_name_without_the_namespace(string cref, string expected)
        => Assert.Equal($"See {expected}, please.", Text($"<summary>See <see cref=\"{cref}\" />, please.</summary>"));

    [Fact]
    public void A_reference_to_a_namespace_says_nothing()
        => Assert.Equal("In .", Text("<summary>In <see cref=\"N:Kitchen.Tools\"/>.</summary>"));

    [Fact]
    public void The_text_of_a_reference_is_read_instead_of_its_target()
        => Assert.Equal("Use a pot.", Text("<summary>Use <see cref=\"T:Kitchen.Tools.Kettle\">a pot</see>.</summary>"));

    [Fact]
    public void Names_of_parameters_and_words_of_the_language_are_read()
        => Assert.Equal("water is null or T.",
            Text("<summary><paramref name=\"water\"/> is <see langword=\"null\"/> or <typeparamref name=\"T\"/>.</summary>"));

    [Fact]
    public void Paragraphs_do_not_run_into_each_other_and_samples_of_code_are_left_out()
        => Assert.Equal("One. Two 2.",
            Text("<remarks><para>One.</para><para>Two <c>2</c>.</para><code>using Kitchen.Tools;</code></remarks>"));
}
