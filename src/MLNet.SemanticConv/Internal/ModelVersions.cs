using Microsoft.ML;

namespace MLNet.SemanticConv.Internal;

/// <summary>The versions of this library's parts of a saved model.</summary>
internal static class ModelVersions
{
    /// <summary>Makes sure that a part can be read.</summary>
    /// <exception cref="FormatException">A newer version of this library wrote it, or it is another part or damaged.</exception>
    public static void Check(ModelLoadContext ctx, VersionInfo version)
    {
        if (ctx.Header.ModelSignature == version.ModelSignature && ctx.Header.ModelVerReadable > version.VerWrittenCur)
            throw new FormatException($"The model was saved by a newer MLNet.SemanticConv: its part {version.LoaderSignature} has format "
                + $"{Name(ctx.Header.ModelVerWritten)}, and this one reads formats up to {Name(version.VerWrittenCur)}. Update the package.");
        ctx.CheckAtModel(version);
    }

    private static string Name(uint version) => $"{version >> 16}.{version & 0xFFFF}";
}
