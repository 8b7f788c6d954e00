using System.IO.Compression;
using Microsoft.ML;

namespace MLNet.PipelineProfiler;

/// <summary>How much of a saved model a transformer is.</summary>
internal static class ModelSize
{
    private const string Folder = "TransformerChain/";

    /// <summary>Compressed bytes, or null where the transformer cannot be saved.</summary>
    public static long? Of(MLContext context, ITransformer transformer)
    {
        using var stream = new MemoryStream();
        try
        {
            context.Model.Save(transformer, null, stream);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or IOException)
        {
            return null;   // such as a custom mapping without a contract, or any where the disk of temporary files is full
        }
        stream.Position = 0;
        using var archive = new ZipArchive(stream);
        return archive.Entries
            .Where(entry => entry.FullName.Replace('\\', '/').StartsWith(Folder, StringComparison.Ordinal))
            .Sum(entry => entry.CompressedLength);
    }
}
