namespace MLNet.SemanticConv.Cli.Tests;

internal static class Picture
{
    /// <summary>The file is what its name says.</summary>
    public static void Check(string path)
    {
        if (path.EndsWith(".png", StringComparison.Ordinal)) Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(path)[1..4]);
        else Assert.Equal("{http://www.w3.org/2000/svg}svg", System.Xml.Linq.XDocument.Load(path).Root!.Name.ToString());
    }
}
