using System.Buffers.Binary;
using System.Text;

namespace MLNet.SemanticConv.Tests.Files.ModelArchives;

/// <summary>What makes ML.NET's own loader hang, overflow the stack or take gigabytes is refused before it, with the reason.</summary>
public sealed class HostileModelTests : IDisposable
{
    private const string Root = "TransformerChain/Model.key";
    private const int ModelStart = 256;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly byte[] _model = File.ReadAllBytes(ModelZip.SmallModel("linear.zip"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("TokenizeTextTransform", 12)]   // the separators of the first column, after its two names
    [InlineData("TokenizeTextTransform", 0)]
    [InlineData("TextNormalizerTransform", 0)]
    [InlineData("TermTransform", 0)]
    [InlineData("TermManager", 0)]
    [InlineData("TermManager", 5)]
    [InlineData("NgramTransform", 0)]
    [InlineData("NgramTransform", 25)]
    [InlineData("GcnTransform", 0)]
    [InlineData("TransformerChain", 0)]
    public void A_count_of_more_than_is_there_is_refused(string loader, int at)
    {
        foreach (int count in (int[])[513, 100_000_000, int.MaxValue, -1])
        {
            var zip = ModelZip.Read(_model);
            BinaryPrimitives.WriteInt32LittleEndian(zip.Parts(loader).First().AsSpan(ModelStart + at), count);
            Assert.Contains("in its part TransformerChain/", Refused(zip).Message);
        }
    }

    [Fact]
    public void Bytes_that_no_count_claims_are_refused()
    {
        var zip = ModelZip.Read(_model);
        BinaryPrimitives.WriteInt32LittleEndian(zip.Parts("TokenizeTextTransform").First().AsSpan(ModelStart), 0);
        Assert.Contains("more than it claims", Refused(zip).Message);
    }

    [Fact]
    public void A_chain_within_a_chain_is_followed_so_far_only()
    {
        var zip = ModelZip.Read(_model);
        byte[] chain = ModelZip.WithModel(zip.Entries.Single(entry => entry.Name == Root).Content, [1, 0, 0, 0, 7, 0, 0, 0]);
        zip.Entries.RemoveAll(entry => entry.Name != "Schema");
        string folder = "TransformerChain";
        for (int i = 0; i < 60; i++, folder += "/Transform_000") zip.Entries.Add((folder + "/Model.key", chain));
        Assert.Contains("32 folders deep", Refused(zip).Message);
    }

    [Fact]
    public void Positions_in_a_header_that_overflow_are_refused()
    {
        foreach (int at in (int[])[0x18, 0x20, 0x28, 0x30, 0x38, 0x80, 0x88, 0x90])
        {
            foreach (long value in (long[])[long.MaxValue, long.MaxValue - 255, long.MinValue, -8, 1L << 40])
            {
                var zip = ModelZip.Read(_model);
                BinaryPrimitives.WriteInt64LittleEndian(zip.Parts("TransformerChain").First().AsSpan(at), value);
                Assert.Contains("its header claims", Refused(zip).Message);
            }
        }
    }

    [Theory]
    [InlineData(Root)]
    [InlineData("TransformerChain\\Model.key")]
    [InlineData("transformerchain/model.KEY")]
    public void A_name_that_is_there_twice_is_refused(string name)
    {
        var zip = ModelZip.Read(_model);
        zip.Entries.Add((name, zip.Entries.Single(entry => entry.Name == Root).Content));
        Assert.Contains("there twice", Refused(zip).Message);
    }

    [Theory]
    [InlineData("../Model.key")]
    [InlineData("TransformerChain/..\\..\\x")]
    [InlineData("/etc/x")]
    [InlineData("TransformerChain//x")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        var zip = ModelZip.Read(_model);
        zip.Entries.Add((name, [1]));
        Assert.Contains("a name that no model has", Refused(zip).Message);
    }

    [Fact]
    public void An_assembly_of_somebody_else_is_not_loaded()
    {
        var zip = ModelZip.Read(_model);
        byte[] part = zip.Parts("TokenizeTextTransform").First();
        int at = part.AsSpan().IndexOf(Encoding.Unicode.GetBytes("Microsoft.ML"));
        Encoding.Unicode.GetBytes("Macrosoft.ML").CopyTo(part, at);
        Assert.Contains("asks for the assembly Macrosoft.ML", Refused(zip).Message);
    }

    [Theory]
    [InlineData("linear.zip")]
    [InlineData("trees.zip")]
    public void What_is_as_it_was_saved_loads_with_nothing_taken_on_trust(string name)
        => TextTagger.Load(ModelZip.SmallModel(name), acceptedParts: AcceptedParts.Checked);

    [Fact]
    public void A_tree_that_comes_back_to_itself_is_refused()
    {
        var zip = ModelZip.Read(File.ReadAllBytes(ModelZip.SmallModel("trees.zip")));
        byte[] tree = zip.Parts("FastTreeBinaryExec").First();
        const int FirstChild = ModelStart + 4 + 4 + 1 + 4 + 16 + 4;   // sizes, kind, leaves, two numbers, the number of nodes
        BinaryPrimitives.WriteInt32LittleEndian(tree.AsSpan(FirstChild), 0);
        Assert.Contains("reach node 0 twice", Refused(zip).Message);
    }

    [Fact]
    public void A_schema_that_claims_what_is_not_there_is_refused()
    {
        var zip = ModelZip.Read(_model);
        BinaryPrimitives.WriteInt32LittleEndian(zip.Entries.Single(entry => entry.Name == "Schema").Content.AsSpan(48), int.MaxValue);
        Assert.Contains("in its part Schema", Refused(zip).Message);
    }

    private InvalidDataException Refused(ModelZip zip)
    {
        string path = Path.Combine(_folder, "hostile.zip");
        File.WriteAllBytes(path, zip.ToArray());
        var exception = Assert.Throws<InvalidDataException>(() => TextTagger.Load(path));
        Assert.StartsWith(path, exception.Message);
        return exception;
    }
}
