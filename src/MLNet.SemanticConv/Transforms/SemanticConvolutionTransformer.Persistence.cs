using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(SemanticConvolutionTransformer), null, typeof(SignatureLoadModel),
    "Semantic convolution", SemanticConvolutionTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

public sealed partial class SemanticConvolutionTransformer
{
    internal const string LoaderSignature = "SemConvolution";

    private static VersionInfo Version => ModelVersions.Current("SCCONVOL", LoaderSignature);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(OutputColumnName);
        ctx.SaveNonEmptyString(InputColumnName);
        Matrix.Write(ctx.Writer);
    }

    private static SemanticConvolutionTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, Version);
        return new(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString(), CorrelationMatrix.Read(ctx.Reader));
    }
}
