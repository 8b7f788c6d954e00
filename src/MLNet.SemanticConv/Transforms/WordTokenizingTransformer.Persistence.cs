using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(WordTokenizingTransformer), null, typeof(SignatureLoadModel),
    "Lower-case words of text", WordTokenizingTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

internal sealed partial class WordTokenizingTransformer
{
    internal const string LoaderSignature = "SemConvWords";

    private static readonly VersionInfo s_first = ModelVersions.Current("SCWORDS ", LoaderSignature);

    private static readonly VersionInfo s_current = ModelVersions.Current("SCWORDS ", LoaderSignature, ModelVersions.PairsOfCharacters);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(pairs ? s_current : s_first);
        ctx.SaveNonEmptyString(OutputColumnName);
        ctx.SaveNonEmptyString(InputColumnName);
    }

    private static WordTokenizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, s_current);
        return new(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString(), ctx.Header.ModelVerWritten >= s_current.VerWrittenCur);
    }
}
