namespace MLNet.SemanticConv.Cli.Tests;

public sealed class DocumentationReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string name, params string[] members) => _folder.Write(name,
        $"<?xml version=\"1.0\"?><doc><assembly><name>Kitchen</name></assembly><members>{string.Concat(members)}</members></doc>");

    private static string Member(string name, string summary) => $"<member name=\"{name}\"><summary>{summary}</summary></member>";

    [Fact]
    public void A_member_belongs_to_its_type_and_the_type_to_its_namespace()
    {
        string file = Write("a.xml",
            Member("T:Kitchen.Tools.Kettle", "Boils water."),
            Member("M:Kitchen.Tools.Kettle.Boil(Kitchen.Water)", "Heats it."),
            Member("P:Kitchen.Tools.Kettle.Volume", "Litres."));

        Assert.Equal(
            [
                new("Kitchen.Tools.Kettle", "Kitchen.Tools", "Boils water."),
                new("Kitchen.Tools.Kettle", "Kitchen.Tools", "Heats it."),
                new("Kitchen.Tools.Kettle", "Kitchen.Tools", "Litres."),
            ],
            DocumentationReader.Read([file]));
    }

    [Fact]
    public void The_namespace_of_a_nested_type_is_that_of_the_outer_one()
    {
        string file = Write("a.xml", Member("T:Kitchen.Tools.Kettle.Lid", "Closes it."),
            Member("F:Kitchen.Tools.Kettle.Lid.Weight", "Grams."));
        string other = Write("b.xml", Member("T:Kitchen.Tools.Kettle", "Boils water."));

        Assert.All(DocumentationReader.Read([file, other]), member => Assert.Equal("Kitchen.Tools", member.Namespace));
        Assert.Contains(new DocumentedMember("Kitchen.Tools.Kettle.Lid", "Kitchen.Tools", "Grams."),
            DocumentationReader.Read([file, other]));
    }

    [Fact]
    public void Members_without_text_or_of_types_that_no_file_knows_are_left_out()
    {
        string file = Write("a.xml", Member("T:Kitchen.Kettle", "Boils."), Member("M:Kitchen.Kettle.Boil", ""),
            Member("M:Kitchen.Unknown.Boil", "Lost."),
            Member("N:Kitchen", "A namespace."));

        Assert.Equal("Boils.", Assert.Single(DocumentationReader.Read([file])).Text);
    }

    [Fact]
    public void Members_without_white_space_between_them_are_all_read()
        => Assert.Equal(3,
            DocumentationReader.Read([Write("a.xml", Member("T:K.A", "One."), Member("T:K.B", "Two."), Member("T:K.C", "Three."))]).Count);

    [Fact]
    public void A_file_that_is_no_XML_is_named()
        => Assert.Contains("broken.xml",
            Assert.Throws<FormatException>(() => DocumentationReader.Read([_folder.Write("broken.xml", "<doc><members>")])).Message);
}
