using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>The versions of this library's parts of a saved model.</summary>
internal static class ModelVersions
{
    private const uint First = 0x00010001;

    /// <summary>Format 1.2: words of scripts without spaces are pairs of characters.</summary>
    public const uint PairsOfCharacters = 0x00010002;

    /// <summary>What a part is saved under.</summary>
    /// <param name="modelSignature">Eight characters that no other part has.</param>
    /// <param name="loaderSignature">The name under which ML.NET finds what loads it.</param>
    /// <param name="format">The format that it is written in, which a library that reads it has to know.</param>
    public static VersionInfo Current(string modelSignature, string loaderSignature, uint format = First) => new(
        modelSignature, verWrittenCur: format, verReadableCur: format, verWeCanReadBack: First,
        loaderAssemblyName: typeof(ModelVersions).Assembly.FullName, loaderSignature: loaderSignature);

    /// <summary>Makes sure that a part can be read.</summary>
    /// <exception cref="FormatException">A newer version of this library wrote it, or it is another part or damaged.</exception>
    public static void Check(ModelLoadContext ctx, VersionInfo version)
    {
        if (ctx.Header.ModelSignature == version.ModelSignature && ctx.Header.ModelVerReadable > version.VerWrittenCur)
            throw new FormatException($"The model was saved by a newer MLNet.SemanticConv: its part {version.LoaderSignature} has format "
                + $"{Name(ctx.Header.ModelVerWritten)}, and this one reads formats up to {Name(version.VerWrittenCur)}. Update the "
                + "package.");
        ctx.CheckAtModel(version);
    }

    private static string Name(uint version) => $"{version >> 16}.{version & 0xFFFF}";
}
