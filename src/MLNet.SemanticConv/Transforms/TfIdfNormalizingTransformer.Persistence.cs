using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.SemanticConv;

[assembly: LoadableClass(typeof(TfIdfNormalizingTransformer), null, typeof(SignatureLoadModel),
    "TF-IDF of counts", TfIdfNormalizingTransformer.LoaderSignature)]

namespace MLNet.SemanticConv;

internal sealed partial class TfIdfNormalizingTransformer
{
    internal const string LoaderSignature = "SemConvTfIdf";

    private static VersionInfo Version => ModelVersions.Current("SCTFIDF ", LoaderSignature);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(_column.OutputName);
        ctx.SaveNonEmptyString(_column.InputName);
        ctx.Writer.Write(_sublinearTf);
        ctx.Writer.Write(_idf.Length);
        ctx.Writer.WriteArray<double>(_idf);
    }

    private static TfIdfNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ModelVersions.Check(ctx, Version);
        string output = ctx.LoadNonEmptyString(), input = ctx.LoadNonEmptyString();
        bool sublinearTf = ctx.Reader.ReadBoolean();
        double[] idf = ctx.Reader.ReadArray<double>(ctx.Reader.ReadInt32());
        return new(output, input, idf, sublinearTf);
    }
}
