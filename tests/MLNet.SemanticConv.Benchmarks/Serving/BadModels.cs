using System.Buffers.Binary;
using MLNet.SemanticConv.Tests.Files.ModelArchives;

namespace MLNet.SemanticConv.Benchmarks.Serving;

/// <summary>Files that make ML.NET's own loader fail, overflow the stack, take gigabytes or never end, made from a valid model.</summary>
internal static class BadModels
{
    private const string Root = "TransformerChain/Model.key";
    private const int ModelStart = 256;

    /// <summary>What writes each of them at a path.</summary>
    /// <param name="valid">A model.</param>
    public static Action<string>[] Of(byte[] valid)
    {
        byte[][] files =
        [
            valid[..(valid.Length / 2)], [.. "no model"u8], [], Deep(valid), Claiming(valid, int.MaxValue), Claiming(valid, 100_000_000),
                Overflowing(valid),
        ];
        return [.. files.Select(file => (Action<string>)(path => File.WriteAllBytes(path, file))), MountedModel.MakePipe];
    }

    // chains within chains, more than a stack takes
    private static byte[] Deep(byte[] valid)
    {
        var zip = ModelZip.Read(valid);
        byte[] chain = ModelZip.WithModel(zip.Entries.Single(entry => entry.Name == Root).Content, [1, 0, 0, 0, 7, 0, 0, 0]);
        zip.Entries.RemoveAll(entry => entry.Name != "Schema");
        string folder = "TransformerChain";
        for (int i = 0; i < 350; i++, folder += "/Transform_000") zip.Entries.Add((folder + "/Model.key", chain));
        return zip.ToArray();
    }

    // the first number of each part that ML.NET's loaders make arrays of, or loop for
    private static byte[] Claiming(byte[] valid, int count)
    {
        var zip = ModelZip.Read(valid);
        foreach (var (_, content) in zip.Entries.Where(entry => ModelZip.LoaderOf(entry.Content) is not null))
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(ModelStart), count);
        return zip.ToArray();
    }

    // positions beyond the end, which ML.NET adds up without a look at overflow
    private static byte[] Overflowing(byte[] valid)
    {
        var zip = ModelZip.Read(valid);
        BinaryPrimitives.WriteInt64LittleEndian(zip.Entries.Single(entry => entry.Name == Root).Content.AsSpan(0x80), long.MaxValue - 255);
        return zip.ToArray();
    }
}
