using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(WordTokenizingTransformer), null, typeof(SignatureLoadModel),
    "Lower-case words of text", WordTokenizingTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

internal sealed partial class WordTokenizingTransformer
{
    internal const string LoaderSignature = "SemConvWords";

    private static VersionInfo Version => ModelVersions.Current("SCWORDS ", LoaderSignature);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(OutputColumnName);
        ctx.SaveNonEmptyString(InputColumnName);
    }

    private static WordTokenizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, Version);
        return new(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
    }
}
